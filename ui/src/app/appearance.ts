/** What Settings say about the look of a window. The text size is the backend's: it zooms the whole window. */
export interface Appearance {
  theme: "system" | "light" | "dark";
  moreContrast: boolean;
  lessMotion: boolean;
}

const USUAL: Appearance = {
  theme: "system",
  moreContrast: false,
  lessMotion: false,
};
const KEPT_UNDER = "eyrie.appearance";

/**
 * Puts the appearance onto the page and follows the system's theme while it says "system". Returns the function that
 * stops following.
 */
export function applyAppearance(appearance: Appearance): () => void {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const setTheme = () => {
    root.dataset.theme =
      appearance.theme === "system" ? (dark.matches ? "dark" : "light") : appearance.theme;
  };
  setTheme();
  setFlag(root, "contrast", appearance.moreContrast ? "more" : null);
  setFlag(root, "motion", appearance.lessMotion ? "reduce" : null);
  dark.addEventListener("change", setTheme);
  return () => dark.removeEventListener("change", setTheme);
}

/** The appearance of the last time, so that a dark window does not open light while the settings are being read. */
export function keptAppearance(): Appearance {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? "null");
    return isAppearance(kept) ? kept : USUAL;
  } catch {
    // Storage may be refused or hold something else; the settings arrive a moment later anyway.
    return USUAL;
  }
}

export function keepAppearance({ theme, moreContrast, lessMotion }: Appearance) {
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify({ theme, moreContrast, lessMotion }));
  } catch {
    // Only the first moment of the next start looks different.
  }
}

/** Spinners and skeletons stand still in a window that nobody sees. */
export function followVisibility(): () => void {
  const follow = () => setFlag(document.documentElement, "hidden", document.hidden ? "" : null);
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => document.removeEventListener("visibilitychange", follow);
}

function setFlag(root: HTMLElement, name: string, value: string | null) {
  if (value === null) delete root.dataset[name];
  else root.dataset[name] = value;
}

function isAppearance(value: unknown): value is Appearance {
  if (typeof value !== "object" || value === null) return false;
  const { theme } = value as Partial<Appearance>;
  return theme === "system" || theme === "light" || theme === "dark";
}
