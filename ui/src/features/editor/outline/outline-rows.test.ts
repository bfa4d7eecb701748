import { expect, test } from "vitest";
import { gapId, structureOf } from "@/features/editor/draft/structure";
import { sampleNodes } from "@/features/editor/draft/test-nodes";
import {
  INDENT,
  outlineRows,
  placeAt,
  ROW_HEIGHT,
  rowOfPlace,
} from "@/features/editor/outline/outline-rows";

const nodes = sampleNodes("a\nloop each\n b\n if m\n  ? yes\n   c\n  ? no\n   d\ne\nfinally z");
const structure = structureOf(
  nodes.map((node) => node.key),
  new Map(nodes.map((node) => [node.key, node])),
);
const rows = outlineRows(structure, new Set());
/** At the upper edge of a row, at a level. */
const at = (key: string, level: number, below = 0) => {
  const index = rows.findIndex((row) => row.key === key);
  const place = placeAt(structure, rows, level * INDENT, index * ROW_HEIGHT + below);
  return place && gapId(place.gap).replace("\n", " > ");
};

test("rows know their level and their place among siblings", () => {
  expect(rows.map(({ key, depth }) => `${depth}${key}`)).toEqual([
    "0a",
    "0each",
    "1b",
    "1m",
    "2c",
    "2d",
    "0e",
    "0z",
  ]);
  expect(rows[3]).toMatchObject({ position: 2, siblings: 2, isOpen: true });
  expect(outlineRows(structure, new Set(["each"]))[1]).toMatchObject({ isOpen: false });
});

test("the level of the pointer decides which list a line between two rows belongs to", () => {
  expect(at("a", 0)).toBe(" > ");
  expect(at("each", 0)).toBe(" > a");
  expect(at("b", 0)).toBe("loop each > ");
  expect([0, 1, 2].map((level) => at("e", level))).toEqual([
    " > each",
    "loop each > m",
    "branch 1 m > d",
  ]);
});

test("between two branches the half of the row decides", () => {
  expect(at("d", 2, -4)).toBe("branch 0 m > c");
  expect(at("d", 2, 4)).toBe("branch 1 m > ");
});

test("nothing goes behind the block that runs at the end", () => {
  const end = placeAt(structure, rows, 0, rows.length * ROW_HEIGHT);
  expect(end).toBeNull();
});

test("the line of a place is drawn behind all that is before it", () => {
  const scope = { in: "branch" as const, block: "m", branch: 1 };
  expect(rowOfPlace(structure, rows, { scope, after: null })).toMatchObject({ index: 5, depth: 2 });
  const top = { in: "workflow" as const };
  expect(rowOfPlace(structure, rows, { scope: top, after: "each" }).index).toBe(6);
  expect(rowOfPlace(structure, rows, { scope: top, after: null }).index).toBe(0);
});
