import { describe, expect, test } from "vitest";
import { emptyValue, isChanged, secondsInWords } from "@/features/editor/inputs/field-values";
import { formatJson, parseJson } from "@/features/editor/inputs/json-text";
import { readPairs, writePairs } from "@/features/editor/inputs/pairs";
import { nounOf, plainTitle } from "@/features/editor/inputs/plain-name";
import { proxyFrom, proxyTo } from "@/features/editor/inputs/proxy-value";
import { sameJson } from "@/features/editor/inputs/same-json";
import { matchedRanges, matchingNames } from "@/features/editor/inputs/template/reference-order";
import { sampleField } from "@/features/editor/test-catalogue";
import type { ReferenceName } from "@/ipc/bindings";

test.each([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [{ a: undefined }, {}, true],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, [1], false],
  ["1", 1, false],
  [null, {}, false],
])("%j and %j are alike: %s", (one, other, expected) => {
  expect(sameJson(one, other)).toBe(expected);
});

describe("JSON as text", () => {
  test.each([
    ["", false, { value: undefined }],
    ['{"a": 1}', false, { value: { a: 1 } }],
    ["{{ rows }}", true, { value: "{{ rows }}" }],
    ["{% if x %}1{% endif %}", true, { value: "{% if x %}1{% endif %}" }],
    ["plain words", true, { value: "plain words" }],
  ])("%s means its value", (text, takesText, expected) => {
    expect(parseJson(text, takesText)).toEqual(expected);
  });

  test.each([
    ['{"a": ', true],
    ["{{ rows }}", false],
    ["[1,", true],
  ])("%s is no value yet", (text, takesText) => {
    expect(parseJson(text, takesText)).toHaveProperty("fault");
  });

  test("a template is shown as it is, everything else laid out", () => {
    expect(formatJson("{{ rows }}", true)).toBe("{{ rows }}");
    expect(formatJson({ a: 1 }, true)).toBe('{\n  "a": 1\n}');
    expect(formatJson(undefined, true)).toBe("");
  });
});

test("a field left empty gets its default where there is nothing to say", () => {
  expect(emptyValue(sampleField({ name: "url" }))).toBeUndefined();
  expect(emptyValue(sampleField({ name: "url", isRequired: true }))).toBe("");
  expect(emptyValue(sampleField({ name: "method", default: "GET" }))).toBe("");
});

test("set to its default is not changed", () => {
  const retries = sampleField({ name: "max_retries", default: 0 });
  expect([undefined, 0, 2].map((value) => isChanged(retries, value))).toEqual([false, false, true]);
});

test.each([
  [150, "2 min 30 s"],
  [7200, "2 h"],
  [59, undefined],
  ["{{ x }}", undefined],
])("%s seconds in words", (value, words) => {
  const field = sampleField({ name: "timeout_seconds", input: { type: "integer" }, default: 7200 });
  expect(secondsInWords(field, value)).toBe(words);
});

test.each([
  undefined,
  "RESIDENTIAL_DE",
  { url: "http://p:1" },
  { country: "US", subdivision: "CA" },
])("the proxy %j keeps its value", (value) => {
  expect(proxyTo(proxyFrom(value))).toEqual(value);
});

test("half-written rows of a map are no part of it", () => {
  expect(readPairs({ Accept: "a/b", "X-Count": 2 })).toEqual([
    { name: "Accept", text: "a/b" },
    { name: "X-Count", text: "2" },
  ]);
  expect(
    writePairs(
      [
        { name: "", text: "half" },
        { name: "A", text: "1" },
      ],
      false,
    ),
  ).toEqual({ A: "1" });
  expect(writePairs([{ name: "", text: "" }], false)).toBeUndefined();
  expect(writePairs([], true)).toEqual({});
});

test("names of fields in plain words", () => {
  expect(plainTitle("totp_verification_url")).toBe("TOTP verification URL");
  expect(nounOf("Extra HTTP headers")).toBe("extra HTTP header");
});

describe("references", () => {
  const name = (path: string, isNested = false): ReferenceName => ({
    path,
    origin: "block",
    detail: "",
    preview: null,
    isNested,
  });
  const NAMES = [
    name("current_value"),
    name("rows_output"),
    name("rows_output.items", true),
    name("max_rows"),
  ];
  const paths = (typed: string) => matchingNames(NAMES, typed).map(({ path }) => path);

  test("are offered in scope order, and by how well they match", () => {
    expect(paths("")).toEqual(["current_value", "rows_output", "max_rows"]);
    expect(paths("rows")).toEqual(["rows_output", "rows_output.items", "max_rows"]);
    expect(paths("rows_output.")).toEqual(["rows_output.items"]);
    expect(paths("cval")).toEqual(["current_value"]);
    expect(paths("zzz")).toEqual([]);
  });

  test("show what matched", () => {
    expect(matchedRanges("max_rows", "rows")).toEqual([4, 8]);
    expect(matchedRanges("current_value", "cv")).toEqual([0, 1, 8, 9]);
  });
});
