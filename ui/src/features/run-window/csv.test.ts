import { describe, expect, test } from "vitest";
import { tableIn, toCsv } from "@/features/run-window/csv";

const INVOICES = [
  { vendor: "Hetzner", total: 184.21 },
  { vendor: "Fjord", currency: "NOK" },
];

describe("the table in an output", () => {
  test.each([
    ["a list of objects", INVOICES, INVOICES],
    ["an object around one list of objects", { count: 2, invoices: INVOICES }, INVOICES],
    ["two lists cannot be one table", { a: INVOICES, b: INVOICES }, null],
    ["a list of texts", ["a", "b"], null],
    ["a mixed list", [{ a: 1 }, "b"], null],
    ["an empty list", [], null],
    ["a text", "done", null],
    ["nothing", null, null],
  ])("%s", (_, value, expected) => {
    expect(tableIn(value)?.rows ?? null).toEqual(expected);
  });

  test("has the columns of all its rows", () => {
    expect(tableIn(INVOICES)?.columns).toEqual(["vendor", "total", "currency"]);
  });
});

describe("CSV", () => {
  function check(value: unknown, cell: string) {
    expect(toCsv({ columns: ["a"], rows: [{ a: value }] })).toBe(`a\r\n${cell}\r\n`);
  }

  test("has a head and one line a row", () => {
    expect(toCsv({ columns: ["vendor", "total", "currency"], rows: INVOICES })).toBe(
      "vendor,total,currency\r\nHetzner,184.21,\r\nFjord,,NOK\r\n",
    );
  });

  test.each([
    ["a comma is quoted", "a,b", '"a,b"'],
    ["quotes are doubled", 'say "hi"', '"say ""hi"""'],
    ["line breaks are kept", "a\nb", '"a\nb"'],
    ["outer spaces are kept", " a", '" a"'],
    ["lists are JSON", [1, "x"], '"[1,""x""]"'],
    ["nothing is empty", null, ""],
    ["no is false", false, "false"],
    ["other alphabets stay", "Größe 東京", "Größe 東京"],
    ["a formula is kept a text", '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["a hidden formula too", "-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ["a negative number stays a number", -5.2, "-5.2"],
    ["a negative number in a text stays", "-1,204.50", '"-1,204.50"'],
    ["a telephone number stays", "+49 (30) 901-820", "+49 (30) 901-820"],
  ])("%s", (_, value, cell) => {
    check(value, cell);
  });

  test("names of columns are quoted as well", () => {
    expect(toCsv({ columns: ["a,b"], rows: [{ "a,b": 1 }] })).toBe('"a,b"\r\n1\r\n');
  });
});
