import { expect, test } from "vitest";
import { nextTextSize } from "@/features/settings/text-size";

test("zooming goes through the sizes of Settings and stops at both ends", () => {
  expect(nextTextSize(100, 1)).toBe(110);
  expect(nextTextSize(100, -1)).toBe(90);
  expect(nextTextSize(125, 1)).toBe(125);
  expect(nextTextSize(90, -1)).toBe(90);
  // From a file that was changed by hand.
  expect(nextTextSize(104, 1)).toBe(110);
  expect(nextTextSize(104, -1)).toBe(100);
});
