import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

/*
 * jsdom draws nothing: every element gets the size of a small window, so that virtual lists have room for rows, and
 * the browser interfaces that the primitives ask for are there and do nothing.
 */
const WIDTH = 800;
const HEIGHT = 600;

for (const [name, size] of [
  ["offsetWidth", WIDTH],
  ["offsetHeight", HEIGHT],
  ["clientWidth", WIDTH],
  ["clientHeight", HEIGHT],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}

class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

globalThis.ResizeObserver ??= SilentObserver as typeof ResizeObserver;
globalThis.IntersectionObserver ??= SilentObserver as unknown as typeof IntersectionObserver;
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.scrollTo ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= () => {};
Element.prototype.releasePointerCapture ??= () => {};
window.matchMedia ??= (media) =>
  ({
    matches: false,
    media,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;

// What is waited for comes by an event; on a busy machine it takes its time.
configure({ asyncUtilTimeout: 6000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(cleanup);
