import { describe, expect, it } from "vitest";
import { gridItems, gridMove, stickyHead } from "@/components/grid-items";

const id = (row: string) => row;
const GROUPS = [
  { id: "f", label: "Finance", rows: ["a", "b"] },
  { id: "g", label: "Ops", rows: ["c"], isFolded: true },
  { id: "h", label: "No folder", rows: ["d"] },
];
const lines = gridItems(GROUPS, id).map((item) =>
  item.kind === "head" ? item.group.label : item.row,
);

describe("the lines of a grid", () => {
  it("are heads and the rows of what is not folded", () => {
    expect(lines).toEqual(["Finance", "a", "b", "Ops", "No folder", "d"]);
  });

  it("have no head in a list without groups", () => {
    expect(gridItems([{ id: "all", label: "", rows: ["a"] }], id).map((item) => item.kind)).toEqual(
      ["row"],
    );
  });

  it.each([
    [0, 0],
    [2, 0],
    [3, 3],
    [5, 4],
  ])("keep the head above line %d at the top: %d", (first, expected) => {
    expect(stickyHead(gridItems(GROUPS, id), first)).toBe(expected);
  });

  it("have nothing to keep without heads", () => {
    expect(stickyHead(gridItems([{ id: "all", label: "", rows: ["a", "b"] }], id), 1)).toBe(-1);
  });
});

it.each([
  ["ArrowDown", 3, 4],
  ["ArrowDown", 9, 9],
  ["PageDown", 3, 8],
  ["PageUp", 3, 0],
  ["End", 3, 9],
  ["Home", 3, 0],
  ["x", 3, null],
])("%s leads from line %d to %s", (key, from, to) => {
  expect(gridMove(key, from, 10, 5)).toBe(to);
});
