import { expect, test } from "vitest";
import { gapId, structureOf, WORKFLOW } from "@/features/editor/draft/structure";
import { sampleNodes } from "@/features/editor/draft/test-nodes";
import { dropEdit, isHome } from "@/features/editor/drag/drag-store";
import { dropWords, gapWords, liftWords } from "@/features/editor/drag/drag-words";
import { gapInto, gapOutOf, gapsInOrder, homeOf, stepGap } from "@/features/editor/drag/gap-steps";
import type { Gap } from "@/ipc/bindings";

const nodes = sampleNodes("a\nloop each\n b\n if m\n  ? yes\n   c\n  ? no\n   d\ne\nf");
const structure = structureOf(
  nodes.map((node) => node.key),
  new Map(nodes.map((node) => [node.key, node])),
);
const inEach = (after: string | null): Gap => ({ scope: { in: "loop", block: "each" }, after });
const inBranch = (branch: number, after: string | null): Gap => ({
  scope: { in: "branch", block: "m", branch },
  after,
});
const top = (after: string | null): Gap => ({ scope: WORKFLOW, after });
const lifted = { type: "blocks" as const, keys: ["e"], name: "e" };
const state = {
  lifted,
  by: "keyboard" as const,
  isCopy: false,
  target: null,
  isSettling: false,
  verdicts: null,
};

test("the places run from top to bottom, through loops and branches, past what is moved", () => {
  expect(gapsInOrder(structure, ["e"], new Set())).toEqual([
    top(null),
    top("a"),
    inEach(null),
    inEach("b"),
    inBranch(0, null),
    inBranch(0, "c"),
    inBranch(1, null),
    inBranch(1, "d"),
    inEach("m"),
    top("each"),
    top("f"),
  ]);
});

test("what is folded, and what is inside of moved blocks, has no places", () => {
  expect(gapsInOrder(structure, ["e"], new Set(["each"]))).toHaveLength(4);
  expect(gapsInOrder(structure, ["each"], new Set())).toHaveLength(4);
});

test("a step passes over places that are refused", () => {
  const gaps = gapsInOrder(structure, ["e"], new Set());
  expect(homeOf(structure, ["e"])).toEqual(top("each"));
  expect(stepGap(gaps, top("each"), -1)).toEqual(inEach("m"));
  const mayTake = (gap: Gap) => gap.scope.in === "workflow";
  expect(stepGap(gaps, top("each"), -1, mayTake)).toEqual(top("a"));
  expect(stepGap(gaps, top("f"), 1)).toBeNull();
});

test("right leads in and to the next branch, left back and out", () => {
  expect(gapInto(structure, top("a"), ["e"])).toEqual(inEach(null));
  expect(gapInto(structure, top("each"), ["e"])).toEqual(inEach("m"));
  expect(gapInto(structure, inBranch(0, "c"), ["e"])).toEqual(inBranch(1, null));
  expect(gapOutOf(structure, inBranch(1, null))).toEqual(inBranch(0, null));
  expect(gapOutOf(structure, inBranch(0, null))).toEqual(inEach("m"));
  expect(gapOutOf(structure, top("a"))).toBeNull();
});

test("both sides of a block are its own place, unless it is copied", () => {
  expect(isHome(structure, state, top("each"))).toBe(true);
  expect(isHome(structure, state, top("e"))).toBe(true);
  expect(isHome(structure, state, top("f"))).toBe(false);
  expect(isHome(structure, state, inEach(null))).toBe(false);
  expect(isHome(structure, { ...state, isCopy: true }, top("e"))).toBe(false);
});

test("a place behind a block that moves along is counted from the one before", () => {
  const both = { ...state, lifted: { ...lifted, keys: ["a", "e"] } };
  expect(dropEdit(structure, both, top("e"))).toEqual({
    edit: "move",
    blocks: ["a", "e"],
    to: top("each"),
  });
  expect(dropEdit(structure, { ...state, isCopy: true }, top("e"))).toMatchObject({
    edit: "copy",
    to: top("e"),
  });
  expect(
    dropEdit(
      structure,
      { ...state, lifted: { type: "kind", kind: "wait", name: "Wait" } },
      top("a"),
    ),
  ).toEqual({ edit: "addKind", kind: "wait", at: top("a") });
});

test("places are told in words", () => {
  expect(liftWords(structure, top("each"), lifted)).toBe(
    "e lifted, position 3 of 4. Arrow keys move, Space drops, Escape cancels.",
  );
  expect(gapWords(structure, inEach("m"), lifted)).toBe("After m, inside each, 3 of 3");
  expect(gapWords(structure, inBranch(1, null), lifted)).toBe("Branch no, first");
  expect(gapWords(structure, inBranch(1, "d"), lifted)).toBe("After d, branch no, 2 of 2");
  expect(dropWords(structure, inEach("m"), state)).toBe(
    "e moved into each, last. Control Z undoes.",
  );
  expect(gapId(top(null))).not.toBe(gapId(inEach(null)));
});
