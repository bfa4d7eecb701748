import { expect, test } from "vitest";
import type { Box, Layout } from "@/features/editor/canvas/boxes";
import { layOut } from "@/features/editor/canvas/layout";
import { gapId, structureOf, WORKFLOW } from "@/features/editor/draft/structure";
import { sampleNodes } from "@/features/editor/draft/test-nodes";

function laid(source: string, rest: Partial<Parameters<typeof layOut>[0]> = {}): Layout {
  const nodes = sampleNodes(source);
  const structure = structureOf(
    nodes.map((node) => node.key),
    new Map(nodes.map((node) => [node.key, node])),
  );
  return layOut({ structure, folded: new Set(), width: 736, ...rest });
}

const cards = (layout: Layout) =>
  layout.boxes.filter((box) => box.type === "card" || box.type === "frame");
const box = (layout: Layout, key: string): Box => {
  const found = cards(layout).find((one) => one.id === key);
  if (!found) throw new Error(`${key} is not drawn`);
  return found;
};
const scopes = (layout: Layout) => layout.gaps.map((gap) => gap.id.replace("\n", " > "));

test("a list runs down the middle, with a place at both ends and between", () => {
  const layout = laid("a\nb");
  expect(box(layout, "a")).toMatchObject({ x: -150, y: 54, w: 300, h: 46, level: 1, position: 1 });
  expect(box(layout, "b")).toMatchObject({ x: -150, y: 116, siblings: 2 });
  expect(scopes(layout)).toEqual([" > ", " > a", " > b"]);
  expect(layout.boxes.map(({ type }) => type)).toContain("end");
});

test("a loop is a frame around its blocks, with its mark at the end", () => {
  const layout = laid("loop each\n a\n b");
  const frame = box(layout, "each");
  const [a, b] = [box(layout, "a"), box(layout, "b")];
  expect(frame).toMatchObject({ type: "frame", x: -170, w: 340 });
  expect(a).toMatchObject({ y: frame.y + 44 + 16, level: 2 });
  const next = layout.boxes.find(({ type }) => type === "next");
  expect(next?.y).toBe(b.y + 46 + 8);
  expect(frame.y + frame.h).toBe((next?.y ?? 0) + 20 + 12);
});

test("up to three branches stand side by side and end at the same height", () => {
  const layout = laid("if match\n ? yes\n  a\n  b\n ? no\n  c");
  const [a, c] = [box(layout, "a"), box(layout, "c")];
  expect(a).toMatchObject({ w: 228, y: c.y, level: 3 });
  expect(a.x + a.w).toBeLessThan(c.x);
  expect(layout.boxes.filter(({ type }) => type === "fork")).toHaveLength(1);
  expect(layout.boxes.some(({ id }) => id === "line rest branch 1 match")).toBe(true);
});

test("four branches, or too little room, stand one below the other", () => {
  const four = laid("if m\n ? 1\n  a\n ? 2\n  b\n ? 3\n  c\n ? 4\n  d");
  expect(box(four, "b").y).toBeGreaterThan(box(four, "a").y);
  expect(box(four, "b").x).toBe(box(four, "a").x);
  const narrow = laid("if m\n ? 1\n  a\n ? 2\n  b", { width: 420 });
  expect(box(narrow, "b").y).toBeGreaterThan(box(narrow, "a").y);
});

test("nothing overlaps, whatever is nested in what", () => {
  const source =
    "a\nloop l\n if m\n  ? 1\n   loop n\n    b\n    c\n  ? 2\n  ? 3\n   if o\n    ? 4\n     d\n    ? 5\n     e\nf";
  for (const width of [320, 560, 736, 1400]) {
    const drawn = cards(laid(source, { width })).filter(({ type }) => type === "card");
    for (const one of drawn)
      for (const other of drawn)
        if (one !== other)
          expect(
            one.x + one.w <= other.x ||
              other.x + other.w <= one.x ||
              one.y + one.h <= other.y ||
              other.y + other.h <= one.y,
            `${one.id} over ${other.id} at ${width}`,
          ).toBe(true);
  }
});

test("what is folded hides its blocks and their places", () => {
  const layout = laid("loop each\n a", { folded: new Set(["each"]) });
  expect(box(layout, "each")).toMatchObject({ type: "card", hidden: "folded" });
  expect(cards(layout)).toHaveLength(1);
  expect(scopes(layout)).toEqual([" > ", " > each"]);
});

test("the fifth container inside another is opened in a view of its own", () => {
  const source = "loop 1\n loop 2\n  loop 3\n   loop 4\n    loop 5\n     a";
  expect(box(laid(source), "5")).toMatchObject({ type: "card", hidden: "deep" });
  const inside = laid(source, { focus: "5" });
  expect(cards(inside).map(({ id }) => id)).toEqual(["5", "a"]);
});

test("an empty loop and an empty branch offer their place", () => {
  const layout = laid("loop each\nif m\n ? yes\n ? no\n  a");
  expect(layout.boxes.filter(({ type }) => type === "empty")).toHaveLength(2);
  expect(scopes(layout)).toContain("loop each > ");
  expect(scopes(layout)).toContain("branch 0 m > ");
});

test("an open place moves what follows, the end of its loop too", () => {
  const source = "loop each\n a\n b\nc";
  const open = gapId({ scope: { in: "loop", block: "each" }, after: "a" });
  const [before, after] = [laid(source), laid(source, { open })];
  const shift = (key: string) => box(after, key).y - box(before, key).y;
  expect(["each", "a", "b", "c"].map(shift)).toEqual([0, 0, 22, 22]);
  expect(box(after, "each").h - box(before, "each").h).toBe(22);
});

test("a list without order stands flat, with room for where its blocks lead", () => {
  const layout = laid("-> a b\n-> b a,c\n-> c");
  expect(box(layout, "b").h).toBe(46 + 2 * 28);
  expect(layout.gaps).toHaveLength(4);
});

test("the block that runs at the end, whatever happened, comes last, below its mark", () => {
  const layout = laid("finally z\na");
  const always = layout.boxes.find(({ type }) => type === "always");
  expect(box(layout, "z").y).toBeGreaterThan(box(layout, "a").y);
  expect(always?.y).toBeGreaterThan(box(layout, "a").y);
  expect(layout.gaps.map(({ gap }) => gap)).toEqual([
    { scope: WORKFLOW, after: null },
    { scope: WORKFLOW, after: "a" },
  ]);
});

test("a thousand levels of loops are laid out", () => {
  const deep = Array.from({ length: 1000 }, (_, level) => `${" ".repeat(level)}loop l${level}`);
  expect(cards(laid(deep.join("\n"))).at(-1)).toMatchObject({ id: "l4", hidden: "deep" });
});
