import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyAppearance, keepAppearance, keptAppearance } from "@/app/appearance";

const USUAL = {
  theme: "system",
  moreContrast: false,
  lessMotion: false,
} as const;
const root = document.documentElement;
let system: { matches: boolean; change: () => void };

beforeEach(() => {
  system = { matches: false, change: () => {} };
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return system.matches;
    },
    addEventListener: (_: string, listener: () => void) => {
      system.change = listener;
    },
    removeEventListener: () => {
      system.change = () => {};
    },
  }));
  localStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

describe("the look of a window", () => {
  it("follows the system until a theme is chosen", () => {
    const stop = applyAppearance(USUAL);
    expect(root.dataset.theme).toBe("light");
    system.matches = true;
    system.change();
    expect(root.dataset.theme).toBe("dark");
    stop();
    applyAppearance({ ...USUAL, theme: "light" });
    expect(root.dataset.theme).toBe("light");
  });

  it("sets and takes back contrast and motion", () => {
    applyAppearance({ ...USUAL, moreContrast: true, lessMotion: true });
    expect([root.dataset.contrast, root.dataset.motion]).toEqual(["more", "reduce"]);
    applyAppearance(USUAL);
    expect([root.dataset.contrast, root.dataset.motion]).toEqual([undefined, undefined]);
  });

  it("is remembered for the next start, and anything odd is passed over", () => {
    expect(keptAppearance()).toEqual(USUAL);
    keepAppearance({ ...USUAL, theme: "dark" });
    expect(keptAppearance().theme).toBe("dark");
    for (const odd of ["{", "null", '{"theme":"pink"}']) {
      localStorage.setItem("eyrie.appearance", odd);
      expect(keptAppearance()).toEqual(USUAL);
    }
  });
});
