import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/** Lines drawn beyond the view while a list stands still, and ahead of it while it is scrolled. */
const AT_REST = 8;
const AHEAD = 40;

export interface Motion {
  isScrolling: boolean;
  scrollDirection: "forward" | "backward" | null;
}

/**
 * Widens the range for a list that is scrolled: the window may move before the page has drawn, so many lines are ready
 * in that direction. At rest few are, so that a key press in the search field has little to draw.
 */
export function rangeInMotion(range: Range, motion: Motion | null): Range {
  const ahead = (direction: "forward" | "backward") =>
    motion?.isScrolling && motion.scrollDirection === direction ? AHEAD : AT_REST;
  return {
    ...range,
    overscan: 0,
    startIndex: Math.max(0, range.startIndex - ahead("backward")),
    endIndex: Math.min(range.count - 1, range.endIndex + ahead("forward")),
  };
}

/** The indices to draw, with some that stay drawn wherever the list is scrolled: a sticky head, the focused line. */
export function rangeWith(range: Range, pinned: readonly number[]): number[] {
  const indices = new Set(defaultRangeExtractor(range));
  for (const index of pinned) if (index >= 0 && index < range.count) indices.add(index);
  return [...indices].sort((a, b) => a - b);
}
