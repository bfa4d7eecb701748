import { describe, expect, it } from "vitest";
import {
  childNodes,
  copyOf,
  firstExpanded,
  isBranch,
  previewOf,
  rootNodes,
} from "@/components/json-nodes";

const VALUE = { id: "x", lines: [{ net: 1 }, { net: 2 }], "two words": {}, none: null };

describe("a JSON tree", () => {
  it("begins with what is in the value", () => {
    expect(rootNodes(VALUE).map((node) => node.path)).toEqual([
      "$.id",
      "$.lines",
      '$["two words"]',
      "$.none",
    ]);
    expect(rootNodes([7]).map((node) => node.path)).toEqual(["$[0]"]);
    expect(rootNodes("alone").map((node) => [node.key, node.value])).toEqual([[null, "alone"]]);
    expect(rootNodes([])).toHaveLength(1);
  });

  it("unfolds lists and objects that are not empty", () => {
    const [id, lines, empty] = rootNodes(VALUE);
    expect([id, lines, empty].map((node) => node && isBranch(node))).toEqual([false, true, false]);
    expect(lines && childNodes(lines).map((node) => node.path)).toEqual([
      "$.lines[0]",
      "$.lines[1]",
    ]);
  });

  it("opens level by level while it stays short", () => {
    expect([...firstExpanded(VALUE, 60)]).toEqual(["$.lines", "$.lines[0]", "$.lines[1]"]);
    expect([...firstExpanded(VALUE, 6)]).toEqual(["$.lines"]);
    expect(
      firstExpanded(
        Array.from({ length: 1000 }, () => [1]),
        60,
      ).size,
    ).toBe(0);
  });

  it.each([
    ["a\nb", '"a\\nb"', "string"],
    [1.5, "1.5", "number"],
    [null, "null", "word"],
    [true, "true", "word"],
    [[1, 2], "[ 2 ]", "size"],
    [[], "[]", "size"],
    [{ a: 1 }, "{ 1 }", "size"],
    [{}, "{}", "size"],
  ])("draws %o as %s", (value, text, kind) => {
    expect(previewOf(value)).toEqual({ text, kind });
  });

  it("copies texts as they are and the rest as JSON", () => {
    expect(copyOf("a\nb")).toBe("a\nb");
    expect(copyOf({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  });
});
