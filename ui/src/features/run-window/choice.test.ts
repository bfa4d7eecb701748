import { describe, expect, test } from "vitest";
import {
  type Choice,
  type ChoiceEvent,
  chooseNext,
  NO_CHOICE,
  shownChoice,
} from "@/features/run-window/choice";
import { openRun } from "@/features/run-window/run-model";
import {
  loopNodes,
  sampleAction,
  sampleHead,
  sampleNode,
  sampleView,
} from "@/features/run-window/test-samples";

function upon(...events: ChoiceEvent[]): Choice {
  return events.reduce(chooseNext, NO_CHOICE);
}

describe("choosing", () => {
  test("a pick in a recording goes on following it", () => {
    expect(upon({ type: "picked", node: "a", action: null, isLive: false })).toEqual({
      node: "a",
      action: null,
      isFollowing: true,
    });
  });

  test("a pick in a running run ends following", () => {
    expect(upon({ type: "picked", node: "a", action: "x", isLive: true })).toEqual({
      node: "a",
      action: "x",
      isFollowing: false,
    });
  });

  test("playing moves the choice only while it follows", () => {
    expect(upon({ type: "played", node: "b", action: null }).node).toBe("b");
    expect(
      upon({ type: "followed", isFollowing: false }, { type: "played", node: "b", action: null })
        .node,
    ).toBeNull();
  });
});

describe("shown is", () => {
  const nodes = [
    sampleNode("a"),
    sampleNode("b", { status: "running" }),
    sampleNode("c", { status: "waiting" }),
  ];
  const live = sampleHead({ status: "running", isFinal: false });

  test("the running block and its last action while following", () => {
    const run = openRun(
      sampleView({
        head: live,
        nodes,
        actions: [sampleAction("1", "b", 1), sampleAction("2", "b", 2)],
      }),
    );
    expect(shownChoice(NO_CHOICE, run)).toMatchObject({ node: "b", action: "2" });
  });

  test("between two blocks the last one that was reached", () => {
    const between = [sampleNode("a"), sampleNode("c", { status: "waiting" })];
    expect(shownChoice(NO_CHOICE, openRun(sampleView({ head: live, nodes: between }))).node).toBe(
      "a",
    );
  });

  test("what was picked, once following has ended", () => {
    const run = openRun(sampleView({ head: live, nodes }));
    expect(shownChoice({ node: "a", action: null, isFollowing: false }, run).node).toBe("a");
  });

  test("the failing block of a failed run", () => {
    const failure = { node: "get1", title: "", reason: "", nextStep: null, errorCodes: [] };
    const run = openRun(
      sampleView({ head: sampleHead({ status: "failed", failure }), nodes: loopNodes() }),
    );
    expect(shownChoice(NO_CHOICE, run).node).toBe("get1");
  });

  test("nothing in a completed run, or in place of a block that is gone", () => {
    const run = openRun(sampleView({ nodes: loopNodes() }));
    expect(shownChoice(NO_CHOICE, run).node).toBeNull();
    expect(shownChoice({ node: "plan:x", action: null, isFollowing: true }, run).node).toBeNull();
  });
});
