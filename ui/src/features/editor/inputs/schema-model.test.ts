import { expect, test } from "vitest";
import {
  addRow,
  changeRow,
  kindInWords,
  rowsFault,
  shownRows,
  withKind,
} from "@/features/editor/inputs/schema-model";
import type { SchemaRow } from "@/ipc/bindings";

const row = (name: string, kind = "text", children: SchemaRow[] = []): SchemaRow => ({
  name,
  kind,
  items: null,
  isRequired: false,
  description: null,
  children,
});
const LISTINGS = [row("listings", "list", [row("company"), row("url", "url")]), row("month")];

/** Names in view, with dots for their depth. */
const outline = (rows: readonly SchemaRow[], folded: string[] = []) =>
  shownRows(rows, new Set(folded)).map(({ row: { name }, path }) =>
    ".".repeat(path.length - 1).concat(name),
  );

test("rows stand before what is in them, unless they are folded", () => {
  expect(outline(LISTINGS)).toEqual(["listings", ".company", ".url", "month"]);
  expect(outline(LISTINGS, ["0"])).toEqual(["listings", "month"]);
});

test("rows are added with a name of their own, at any depth", () => {
  const once = addRow(LISTINGS, [0]);
  expect(outline(addRow(once, [0]))).toEqual([
    "listings",
    ".company",
    ".url",
    ".field",
    ".field_2",
    "month",
  ]);
  expect(outline(addRow(LISTINGS, null)).at(-1)).toBe("field");
});

test("rows are changed and taken out at their place", () => {
  const renamed = changeRow(LISTINGS, [0, 1], (own) => ({ ...own, name: "link" }));
  expect(outline(renamed)).toEqual(["listings", ".company", ".link", "month"]);
  expect(outline(changeRow(LISTINGS, [0, 0], () => null))).toEqual(["listings", ".url", "month"]);
});

test("a plain type holds nothing, a list says of what", () => {
  const [list] = LISTINGS as [SchemaRow];
  expect(withKind(list, "object", null).children).toHaveLength(2);
  expect(withKind(list, "text", null).children).toEqual([]);
  expect(kindInWords(list)).toBe("list");
  expect(kindInWords(withKind(list, "list", "yesNo"))).toBe("list of yes / no");
});

test.each([
  [[row("")], "Each field needs a name"],
  [[row("a"), row("a")], "Two fields are called “a”"],
  [[row("a", "object", [row("b"), row("b")])], "Two fields are called “b”"],
  [LISTINGS, null],
])("rows that are no schema yet say why", (rows, fault) => {
  expect(rowsFault(rows)).toBe(fault);
});
