import { describe, expect, it } from "vitest";
import { highlightParts } from "@/components/highlight";

describe("found places", () => {
  it.each([
    ["invoice", [[0, 3]], "[inv]oice"],
    ["invoice", [], "invoice"],
    ["invoice", [[0, 7]], "[invoice]"],
    [
      "download_pdf",
      [
        [9, 3],
        [0, 4],
      ],
      "[down]load_[pdf]",
    ],
    [
      "abcdef",
      [
        [0, 3],
        [2, 3],
      ],
      "[abc][de]f",
    ],
    [
      "abc",
      [
        [2, 9],
        [7, 2],
      ],
      "ab[c]",
    ],
    ["🦅 eagle", [[2, 5]], "🦅 [eagle]"],
    ["", [[0, 1]], ""],
  ] as const)("in “%s” at %o", (text, ranges, expected) => {
    const drawn = highlightParts(text, ranges).map((part) =>
      part.isFound ? `[${part.text}]` : part.text,
    );
    expect(drawn.join("")).toBe(expected);
  });
});
