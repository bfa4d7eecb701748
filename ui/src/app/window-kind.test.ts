import { describe, expect, it } from "vitest";
import { type WindowKind, windowKind } from "@/app/window-kind";

const cases: [string, WindowKind][] = [
  ["", { kind: "main" }],
  ["?window=main", { kind: "main" }],
  ["?window=run&connection=c1&run=wr_1", { kind: "run", connectionId: "c1", runId: "wr_1" }],
  ["?run=wr%2F1&window=run&connection=a%20b", { kind: "run", connectionId: "a b", runId: "wr/1" }],
  ["?window=run&run=wr_1", { kind: "main" }],
];

describe("the kind of a window", () => {
  it.each(cases)("%s", (search, expected) => {
    expect(windowKind(search)).toEqual(expected);
  });
});
