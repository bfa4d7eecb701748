import { describe, expect, it } from "vitest";
import { cellText, columnWidth, isNumeric, tableOf } from "@/components/table-model";

describe("a table", () => {
  it("is made of a list of objects, with every column that occurs", () => {
    expect(tableOf([{ a: 1 }, { b: 2, a: 3 }])?.columns).toEqual(["a", "b"]);
  });

  it.each([[[]], [[1, 2]], [[{ a: 1 }, null]], [[[1]]], [[{}]], [{ a: 1 }], ["text"], [null]])(
    "is not made of %o",
    (value) => {
      expect(tableOf(value)).toBeNull();
    },
  );

  it("writes cells in one line", () => {
    expect([1, "x", null, undefined, true, { a: [1] }].map(cellText)).toEqual([
      "1",
      "x",
      "",
      "",
      "true",
      '{"a":[1]}',
    ]);
  });

  it("aligns columns of numbers and keeps every width sensible", () => {
    const model = tableOf([
      { n: 1, t: "x", m: 1 },
      { n: null, t: "y".repeat(400), m: "1" },
    ]);
    expect(model && ["n", "t", "m"].map((column) => isNumeric(model, column))).toEqual([
      true,
      false,
      false,
    ]);
    expect(model && [columnWidth(model, "n"), columnWidth(model, "t")]).toEqual([56, 280]);
  });
});
