import { describe, expect, test } from "vitest";
import {
  defaultToEdit,
  fileName,
  isShort,
  jsonWords,
  kindWords,
  pairUp,
  placeholderOf,
  wasWords,
} from "@/features/launch/field-words";
import { sampleField } from "@/features/launch/test-samples";
import type { LaunchFieldKind } from "@/ipc/bindings";

test.each([
  ['["a", "b"]', "List of 2 texts"],
  ["[1]", "List of 1 number"],
  ['[{}, {"a": 1}]', "List of 2 objects"],
  ["[[1], [2]]", "List of 2 lists"],
  ['[1, "a"]', "List of 2 values"],
  ["[]", "Empty list"],
  ['{"a": 1}', "Object with 1 field"],
  ['"x"', "A text"],
  ["5", "A number"],
  ["true", "A value"],
  ["null", null],
  ["[1,", null],
])("%s is: %s", (text, words) => {
  expect(jsonWords(text)).toBe(words);
});

test.each<[LaunchFieldKind, unknown, string, string]>([
  ["text", null, "text", ""],
  ["text", "", "text, optional", "Empty"],
  ["text", "a b", "text, optional", "Default: a b"],
  ["integer", 40, "integer, optional", "Default: 40"],
  ["float", null, "number", ""],
  ["json", [1], "JSON, optional", "Default: [1]"],
  ["file", null, "file", "Drop a file here, or type its address"],
  ["boolean", false, "yes / no", "Default: false"],
])("%s with default %j: “%s”, “%s”", (kind, value, words, placeholder) => {
  const field = sampleField({ kind, default: value, isRequired: value === null });
  expect([kindWords(field), placeholderOf(field)]).toEqual([words, placeholder]);
});

test.each<[LaunchFieldKind, unknown, string | null]>([
  ["json", { a: 1 }, '{\n  "a": 1\n}'],
  ["text", "Write a letter about lighthouses", "Write a letter about lighthouses"],
  ["text", "short", null],
  ["integer", 40, null],
  ["json", null, null],
])("of %s with default %j one would edit %j", (kind, value, text) => {
  expect(defaultToEdit(sampleField({ kind, default: value }))).toBe(text);
});

test("a changed field says what stood there", () => {
  expect(wasWords("1 Oct")).toBe("was 1 Oct");
  expect(wasWords("")).toBeUndefined();
  expect(wasWords("a\n b")).toBe("was a b");
  expect(wasWords("x".repeat(40))).toBe(`was ${"x".repeat(27)}…`);
});

describe("side by side", () => {
  test.each<[LaunchFieldKind, unknown, string, boolean]>([
    ["integer", null, "", true],
    ["float", 1.5, "", true],
    ["text", null, "1 Nov 2025", true],
    ["text", "de", "", true],
    ["text", null, "", false],
    ["text", null, "a sentence that is long", false],
    ["text", null, "a\nb", false],
    ["json", null, "[]", false],
  ])("%s, default %j, with “%s”: %s", (kind, value, text, short) => {
    expect(isShort(sampleField({ kind, default: value }), text)).toBe(short);
  });

  test("are neighbours only, and no more than two", () => {
    const fields = ["s1", "s2", "s3", "long", "s4", "s5"].map((key) => sampleField({ key }));
    const rows = pairUp(fields, ({ key }) => key.startsWith("s"));
    expect(rows.map((row) => row.map(({ key }) => key))).toEqual([
      ["s1", "s2"],
      ["s3"],
      ["long"],
      ["s4", "s5"],
    ]);
  });
});

test.each([
  ["s3://bucket/o_1/orders%202025.xlsx", "orders 2025.xlsx"],
  ["https://example.com/a/b.pdf?token=x#p1", "b.pdf"],
  ["file:///data/100%.csv", "100%.csv"],
  ["cred", "cred"],
])("the file of %s is %s", (uri, name) => {
  expect(fileName(uri)).toBe(name);
});
