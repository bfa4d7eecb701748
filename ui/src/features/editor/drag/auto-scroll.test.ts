import { expect, test } from "vitest";
import { scrollSpeed } from "@/features/editor/drag/auto-scroll";

test("scrolling begins 48 pixels from an edge and grows towards it", () => {
  expect(scrollSpeed(100, 700, 400)).toBe(0);
  expect(scrollSpeed(100, 700, 148)).toBe(0);
  expect(scrollSpeed(100, 700, 124)).toBe(-8);
  expect(scrollSpeed(100, 700, 100)).toBe(-14);
  expect(scrollSpeed(100, 700, 760)).toBe(14);
});
