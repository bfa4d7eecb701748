import { expect, test } from "vitest";
import {
  changeCounts,
  compareRows,
  fieldList,
  moveWords,
  plainSummary,
} from "@/features/editor/compare/compare-model";
import {
  editCount,
  schemaPath,
  schemaType,
  valueText,
} from "@/features/editor/compare/field-words";
import type { BlockChange, BlockPlace, Change, Comparison, FieldChange } from "@/ipc/bindings";

/** "3.2a read 2": number, key, depth; "-" for none. */
function place(text: string): BlockPlace | null {
  const [number = "", key = "", depth] = text.split(" ");
  if (text === "-") return null;
  return { key, kind: "wait", summary: "", number, depth: Number(depth) };
}

function block(before: string, after: string, change: Change): BlockChange {
  return { before: place(before), after: place(after), change, fields: [], fieldsAlike: 3 };
}

const BLOCKS = [
  block("1 find 0", "1 find 0", "same"),
  block("2 wait 0", "-", "removed"),
  block("3 each 0", "2 each 0", "same"),
  block("3.1 open 1", "2.1 open 1", "same"),
  block("3.2 match 1", "2.2 match 1", "same"),
  block("3.2a sum 2", "2.2a sum 2", "changed"),
  block("-", "2.2b log 2", "added"),
  block("4 append 0", "2.3 append 1", "moved"),
  block("5 send 0", "3 send 0", "same"),
];

test("a row for the parameters and each block, settings only where they differ", () => {
  const comparison: Comparison = { settings: [], parameters: [], blocks: BLOCKS };
  expect(compareRows(comparison).map(({ id }) => id)).toEqual([
    "parameters",
    "find → find",
    "wait → ",
    "each → each",
    "open → open",
    "match → match",
    "sum → sum",
    " → log",
    "append → append",
    "send → send",
  ]);
  expect(changeCounts(comparison)).toEqual({ added: 1, changed: 1, moved: 1, removed: 1 });
});

test.each([
  [BLOCKS, "From after each to the end of each"],
  [
    [
      block("1 a 0", "2 a 0", "moved"),
      block("2 b 0", "1 b 0", "same"),
      block("3 c 0", "3 c 0", "same"),
    ],
    "From the start of the workflow to after b",
  ],
  [
    [
      block("1 if 0", "1 if 0", "same"),
      block("1a.1 x 1", "1a.1 x 1", "same"),
      block("1a.2 y 1", "1b.1 y 1", "moved"),
      block("1b z 1", "1b.2 z 1", "same"),
    ],
    "From the end of if to the start of if",
  ],
])("where a moved block came from and went to", (blocks, words) => {
  expect(Array.from(moveWords(blocks).values())).toEqual([words]);
});

test("the fields of a changed block in one line, each once", () => {
  const change = (field: string): FieldChange => ({
    field,
    before: null,
    after: 1,
    words: [],
    secret: false,
  });
  const titles: Record<string, string> = { a: "Prompt", b: "Data to extract", c: "URL" };
  const fields = ["a", "b.properties.x", "b.properties.y", "c"].map(change);
  expect(fieldList(fields, (field) => titles[field] ?? field)).toBe("Prompt, data to extract, URL");
});

test.each([
  [["properties", "listings", "items", "properties", "salary"], "listings[].salary"],
  [["properties", "url", "type"], "url · type"],
  [["required", "0"], "required · 0"],
  [["properties", "items"], "items"],
])("the schema path %j reads %s", (path, words) => {
  expect(schemaPath(path)).toBe(words);
});

test.each([
  [{ type: "string" }, "text"],
  [{ type: "string", format: "uri" }, "URL"],
  [{ type: "boolean" }, "yes / no"],
  ["string", ""],
])("the schema %j is called %s", (schema, words) => {
  expect(schemaType(schema)).toBe(words);
});

test.each([
  [10, "10"],
  ["", "empty"],
  [true, "yes"],
  [null, "not set"],
  [{ a: 1 }, '{\n  "a": 1\n}'],
])("the value %j is written %s", (value, words) => {
  expect(valueText(value)).toBe(words);
});

test("neighbouring words that are gone and new are one edit", () => {
  const words = ["same", "removed", "added", "same", "added"].map((change) => ({ change }));
  expect(editCount(words)).toBe(2);
});

test("references in a summary stand without braces", () => {
  expect(plainSummary("Open {{ current_value.url }} now")).toBe("Open current_value.url now");
});
