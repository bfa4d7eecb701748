import { expect, test } from "vitest";
import { applyChange, applyEarlyChanges, openRun } from "@/features/run-window/run-model";
import {
  loopNodes,
  sampleAction,
  sampleHead,
  sampleLine,
  sampleNode,
  sampleView,
} from "@/features/run-window/test-samples";
import type { RunChange } from "@/ipc/bindings";

const QUIET: RunChange = {
  connection: "c1",
  run: "wr_1",
  head: null,
  nodes: [],
  order: null,
  actions: [],
  log: [],
};

function change(parts: Partial<RunChange>): RunChange {
  return { ...QUIET, ...parts };
}

test("a run is indexed by parent and by block", () => {
  const run = openRun(
    sampleView({
      nodes: loopNodes(),
      actions: [sampleAction("b", "get1", 40), sampleAction("a", "get1", 31)],
    }),
  );
  expect(run.children.get(null)).toEqual(["login", "each", "mail"]);
  expect(run.children.get("turn2")).toEqual(["open2", "get2"]);
  expect(run.actionsOf.get("get1")?.map((action) => action.id)).toEqual(["a", "b"]);
});

test("a block whose parent is not known stands at the top", () => {
  const run = openRun(sampleView({ nodes: [sampleNode("stray", { parent: "gone" })] }));
  expect(run.children.get(null)).toEqual(["stray"]);
});

test("a changed block replaces the old one and leaves the tree and the actions as they were", () => {
  const before = openRun(
    sampleView({ nodes: loopNodes(), actions: [sampleAction("a", "get1", 31)] }),
  );
  const after = applyChange(before, change({ nodes: [sampleNode("mail", { status: "failed" })] }));
  expect(after.nodes.get("mail")?.status).toBe("failed");
  expect(before.nodes.get("mail")?.status).toBe("completed");
  expect(after.children).toBe(before.children);
  expect(after.order).toBe(before.order);
  expect(after.actions).toBe(before.actions);
  expect(after.nodes.get("login")).toBe(before.nodes.get("login"));
});

test("a change of the head alone keeps everything else", () => {
  const before = openRun(sampleView({ nodes: loopNodes() }));
  const after = applyChange(before, change({ head: sampleHead({ status: "canceled" }) }));
  expect(after.head.status).toBe("canceled");
  expect(after.nodes).toBe(before.nodes);
  expect(after.log).toBe(before.log);
});

test("a planned block gives way to the one that ran", () => {
  const before = openRun(
    sampleView({ nodes: [sampleNode("login"), sampleNode("plan:mail", { status: "waiting" })] }),
  );
  const after = applyChange(
    before,
    change({ nodes: [sampleNode("wrb_2", { label: "mail" })], order: ["login", "wrb_2"] }),
  );
  expect(after.order).toEqual(["login", "wrb_2"]);
  expect(after.nodes.has("plan:mail")).toBe(false);
});

test("a new block without a new order comes last", () => {
  const before = openRun(sampleView({ nodes: [sampleNode("a")] }));
  const after = applyChange(before, change({ nodes: [sampleNode("b")] }));
  expect(after.children.get(null)).toEqual(["a", "b"]);
});

test("an order that names an unknown block does not break the tree", () => {
  const after = applyChange(
    openRun(sampleView({ nodes: [sampleNode("a")] })),
    change({ order: ["ghost", "a"] }),
  );
  expect(after.order).toEqual(["a"]);
});

test("actions are replaced by id and kept in the order of time", () => {
  const before = openRun(
    sampleView({ actions: [sampleAction("a", "n", 1), sampleAction("c", "n", 3)] }),
  );
  const after = applyChange(
    before,
    change({
      actions: [sampleAction("b", "n", 2), sampleAction("c", "n", 3, { status: "failed" })],
    }),
  );
  expect(after.actions.map((action) => `${action.id} ${action.status}`)).toEqual([
    "a completed",
    "b completed",
    "c failed",
  ]);
});

test("an action without a time stays behind the one that arrived before it", () => {
  const run = openRun(
    sampleView({
      actions: [sampleAction("b", "n", 5), sampleAction("x", "n", null), sampleAction("a", "n", 1)],
    }),
  );
  expect(run.actions.map((action) => action.id)).toEqual(["a", "b", "x"]);
});

test("blocks without a changed action keep their list of actions", () => {
  const before = openRun(
    sampleView({ actions: [sampleAction("a", "one", 1), sampleAction("b", "two", 2)] }),
  );
  const after = applyChange(before, change({ actions: [sampleAction("c", "two", 3)] }));
  expect(after.actionsOf.get("one")).toBe(before.actionsOf.get("one"));
  expect(after.actionsOf.get("two")?.map((action) => action.id)).toEqual(["b", "c"]);
});

test("changes that came while the run was read do not double its log", () => {
  const first = sampleLine("login started", 0);
  const second = sampleLine("login completed", 18);
  const run = applyEarlyChanges(openRun(sampleView({ log: [first] })), [
    change({ log: [first] }),
    change({ log: [second] }),
  ]);
  expect(run.log).toEqual([first, second]);
});

test("an event in a run of 1,000 blocks and 5,000 actions is merged within a frame", () => {
  const nodes = Array.from({ length: 1000 }, (_, index) => sampleNode(`n${index}`));
  const actions = Array.from({ length: 5000 }, (_, index) =>
    sampleAction(`a${index}`, `n${index % 1000}`, index),
  );
  const run = openRun(sampleView({ nodes, actions }));
  const begun = performance.now();
  let after = run;
  for (let turn = 0; turn < 10; turn += 1) {
    after = applyChange(
      after,
      change({
        nodes: [sampleNode(`n${turn}`)],
        actions: [sampleAction(`new${turn}`, "n7", 6000)],
      }),
    );
  }
  expect(after.actions).toHaveLength(5010);
  expect((performance.now() - begun) / 10).toBeLessThan(50);
});
