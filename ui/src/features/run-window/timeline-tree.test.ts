import { describe, expect, test } from "vitest";
import { openRun } from "@/features/run-window/run-model";
import { loopNodes, sampleNode, sampleView } from "@/features/run-window/test-samples";
import {
  ancestorsOf,
  blockAhead,
  blockUnderWay,
  changeFolds,
  countBroken,
  type Folds,
  nodeTitle,
  openBlocks,
  turnWords,
} from "@/features/run-window/timeline-tree";
import type { NodeId, RunStatus, TimelineNode } from "@/ipc/bindings";

function runOf(nodes: TimelineNode[], statuses: Record<NodeId, RunStatus> = {}) {
  return openRun(
    sampleView({
      nodes: nodes.map((node) => ({ ...node, status: statuses[node.id] ?? node.status })),
    }),
  );
}

function openIn(
  statuses: Record<NodeId, RunStatus>,
  chosen: NodeId | null = null,
  folds: Folds = new Map(),
) {
  return [...openBlocks(runOf(loopNodes(), statuses), folds, chosen)];
}

describe("unfolded are", () => {
  test("loops, but not their turns that are done", () => {
    expect(openIn({})).toEqual(["each"]);
  });

  test("the running turn", () => {
    expect(openIn({ each: "running", turn2: "running", get2: "running" })).toEqual([
      "each",
      "turn2",
    ]);
  });

  test("the failed turn", () => {
    expect(openIn({ turn1: "failed", get1: "failed" })).toEqual(["each", "turn1"]);
  });

  test("the turn around the chosen block", () => {
    expect(openIn({}, "open1")).toEqual(["each", "turn1"]);
  });

  test("what a person unfolded, and not what a person folded", () => {
    expect(openIn({ turn2: "running" }, null, new Map([["turn2", false]]))).toEqual(["each"]);
    expect(
      openIn(
        {},
        null,
        new Map([
          ["each", false],
          ["turn1", true],
        ]),
      ),
    ).toEqual(["turn1"]);
  });
});

test("folding is remembered for the blocks it was done to", () => {
  const folds = changeFolds(new Map([["x", true]]), new Set(["a", "b"]), new Set(["b", "c"]));
  expect([...folds]).toEqual([
    ["x", true],
    ["a", false],
    ["c", true],
  ]);
});

test("the block under way is the innermost one", () => {
  expect(
    blockUnderWay(runOf(loopNodes(), { each: "running", turn2: "running", get2: "running" })),
  ).toBe("get2");
  expect(blockUnderWay(runOf(loopNodes()))).toBeNull();
});

test("a block that waits for a person is under way", () => {
  expect(blockUnderWay(runOf([sampleNode("ask", { status: "paused" })]))).toBe("ask");
});

test("the block ahead is the next that waits", () => {
  const run = runOf(loopNodes(), { mail: "waiting" });
  expect(blockAhead(run, "get1")?.id).toBe("mail");
  expect(blockAhead(run, "mail")).toBeNull();
});

test("a block in a loop tells its turn", () => {
  const run = runOf(loopNodes());
  expect(turnWords(run.nodes, "get2")).toBe("2 of 2");
  expect(turnWords(run.nodes, "login")).toBeNull();
});

test("a turn is called by its number and value", () => {
  const turn = sampleNode("t", {
    role: "iteration",
    label: "",
    turn: { index: 2, value: "Nordlicht" },
  });
  expect(nodeTitle(turn)).toBe("3 · Nordlicht");
  expect(nodeTitle({ ...turn, turn: { index: 2, value: null } })).toBe("Turn 3");
  expect(nodeTitle(sampleNode("login"))).toBe("login");
});

test("failed blocks are counted once, not with the loops around them", () => {
  const run = runOf(loopNodes(), {
    each: "failed",
    turn1: "failed",
    get1: "failed",
    mail: "timedOut",
  });
  expect(countBroken(run.nodes, run.children)).toBe(2);
});

test("a cycle of parents ends", () => {
  const run = runOf([sampleNode("a", { parent: "b" }), sampleNode("b", { parent: "a" })]);
  expect(ancestorsOf(run.nodes, "a")).toEqual(["b", "a"]);
});
