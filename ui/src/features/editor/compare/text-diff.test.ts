import { expect, test } from "vitest";
import { textChanges, wordParts } from "@/features/editor/compare/text-diff";

function applied(before: string, after: string): string {
  let text = before;
  for (const { from, to, insert } of textChanges(before, after).reverse())
    text = text.slice(0, from) + insert + text.slice(to);
  return text;
}

test.each([
  ["the same", "a\nb\n", "a\nb\n", []],
  ["a letter", "a\nbcd\ne\n", "a\nbxd\ne\n", [{ from: 3, to: 4, insert: "x" }]],
  ["a line in", "a\nc\n", "a\nb\nc\n", [{ from: 2, to: 2, insert: "b\n" }]],
  ["a line out", "a\nb\nc\n", "a\nc\n", [{ from: 2, to: 4, insert: "" }]],
  ["from nothing", "", "a", [{ from: 0, to: 0, insert: "a" }]],
  ["to nothing", "a\n", "", [{ from: 0, to: 2, insert: "" }]],
  [
    "two places far apart",
    "a: 1\nb: 2\nc: 3\n",
    "a: 9\nb: 2\nc: 8\n",
    [
      { from: 3, to: 4, insert: "9" },
      { from: 13, to: 14, insert: "8" },
    ],
  ],
])("%s", (_, before, after, changes) => {
  expect(textChanges(before, after)).toEqual(changes);
  expect(applied(before, after)).toBe(after);
});

test("a moved block leaves what stands around it alone", () => {
  const block = (name: string) => `- label: ${name}\n  url: https://${name}.example\n`;
  const before = ["a", "b", "c", "d"].map(block).join("");
  const after = ["a", "c", "d", "b"].map(block).join("");
  expect(applied(before, after)).toBe(after);
  const [first] = textChanges(before, after);
  expect(first?.from).toBe(block("a").length);
  expect(first?.insert).toBe("");
});

test("any text becomes any other, whatever repeats in it", () => {
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  const text = () => Array.from({ length: random(30) }, () => "ab \n{"[random(5)]).join("");
  for (let round = 0; round < 2000; round += 1) {
    const [before, after] = [text(), text()];
    expect(applied(before, after)).toBe(after);
    const parts = wordParts(before, after);
    const side = (other: string) =>
      parts
        .filter((part) => part.change !== other)
        .map((part) => part.text)
        .join("");
    expect([side("added"), side("removed")]).toEqual([before, after]);
  }
});

test("a megabyte is compared between two key strokes", () => {
  const lines = Array.from({ length: 30_000 }, (_, n) => `  - label: block_${n}  # ${n % 7}\n`);
  const before = lines.join("");
  const after = [...lines.slice(9000), ...lines.slice(0, 9000), "end: 1\n"].join("");
  const start = performance.now();
  const result = applied(before, after);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(result).toBe(after);
});

test("words, with a reference as one of them", () => {
  expect(wordParts("Keep all of {{ a }}.", "Keep only {{ b }}.")).toEqual([
    { change: "same", text: "Keep " },
    { change: "removed", text: "all of {{ a }}" },
    { change: "added", text: "only {{ b }}" },
    { change: "same", text: "." },
  ]);
});
