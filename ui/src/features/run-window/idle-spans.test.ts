import { describe, expect, test } from "vitest";
import { idleSpans, skipFrom } from "@/features/run-window/idle-spans";
import { openRun } from "@/features/run-window/run-model";
import { BEGIN, ranNode, sampleAction, sampleView } from "@/features/run-window/test-samples";
import type { ActionView, TimelineNode } from "@/ipc/bindings";

function check(
  nodes: TimelineNode[],
  actions: ActionView[],
  expected: [number, number][],
  startsAt = 0,
) {
  const clock = { startsAt: BEGIN + startsAt * 1000, seconds: 60, isEstimated: false };
  const spans = idleSpans(openRun(sampleView({ nodes, actions })), clock);
  expect(spans.map((span) => [span.start, span.end])).toEqual(expected);
}

describe("idle parts", () => {
  test("are the long pauses between actions, with a moment left on both sides", () => {
    check(
      [ranNode("n", 0, 60)],
      [
        sampleAction("a", "n", 2),
        sampleAction("b", "n", 4),
        sampleAction("c", "n", 20),
        sampleAction("d", "n", 59),
      ],
      [
        [5, 19.5],
        [21, 58.5],
      ],
    );
  });

  test("leave out pauses of three seconds and less", () => {
    const actions = Array.from({ length: 21 }, (_, index) =>
      sampleAction(`a${index}`, "n", index * 3),
    );
    check([ranNode("n", 0, 60)], actions, []);
  });

  test("an action is busy as long as it takes", () => {
    check([ranNode("n", 0, 60)], [sampleAction("a", "n", 0, { seconds: 40 })], [[41, 59.5]]);
  });

  test("a wait is idle from its beginning to its end", () => {
    check(
      [ranNode("open", 0, 10), ranNode("w", 10, 40, { kind: "wait" }), ranNode("read", 40, 60)],
      [],
      [[11, 39.5]],
    );
  });

  test("a block that tells no actions may move the page all the time", () => {
    check([ranNode("code", 0, 60, { kind: "code" })], [], []);
    check([ranNode("new", 0, 60, { kind: "kind_of_tomorrow" })], [], []);
  });

  test("what happened before and after the recording does not count", () => {
    check(
      [ranNode("n", 0, 200)],
      [sampleAction("a", "n", 5), sampleAction("b", "n", 130)],
      [
        [1, 29.5],
        [31, 59.5],
      ],
      100,
    );
  });

  test("a run without any times is one idle part", () => {
    check([], [], [[1, 59.5]]);
  });
});

test("playing goes on at the end of an idle part", () => {
  const idle = [{ start: 5, end: 19.5 }];
  expect(skipFrom(idle, 4.9)).toBeNull();
  expect(skipFrom(idle, 5)).toBe(19.5);
  expect(skipFrom(idle, 19.5)).toBeNull();
});
