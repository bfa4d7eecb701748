import { describe, expect, test } from "vitest";
import {
  chaptersOf,
  lastBegun,
  nextStart,
  placesOfBlocks,
  previousStart,
  startOf,
} from "@/features/run-window/chapters";
import { placeOf, recordingClock, runSpan } from "@/features/run-window/recording-clock";
import { openRun } from "@/features/run-window/run-model";
import {
  at,
  BEGIN,
  loopNodes,
  ranNode,
  sampleNode,
  sampleView,
} from "@/features/run-window/test-samples";
import type { TimelineNode } from "@/ipc/bindings";

const RUN = { start: BEGIN, end: BEGIN + 100_000 };

function clockFrom(second: number, seconds: number) {
  const clock = recordingClock({ startsAt: at(second) }, seconds, null);
  if (!clock) throw new Error("no clock");
  return clock;
}

function chapters(nodes: TimelineNode[], clock = clockFrom(0, 100)) {
  return chaptersOf(openRun(sampleView({ nodes })), clock).map(
    ({ node, start, end, isBroken }) => `${node} ${start}–${end}${isBroken ? " !" : ""}`,
  );
}

describe("the clock of a recording", () => {
  test("takes the beginning that the server tells", () => {
    expect(recordingClock({ startsAt: at(3) }, 90, RUN)).toEqual({
      startsAt: BEGIN + 3000,
      seconds: 90,
      isEstimated: false,
    });
  });

  test("without a beginning the recording ends with the run", () => {
    expect(recordingClock({ startsAt: null }, 90, RUN)).toEqual({
      startsAt: BEGIN + 10_000,
      seconds: 90,
      isEstimated: true,
    });
  });

  test("a beginning by a clock that is hours off is not believed", () => {
    expect(recordingClock({ startsAt: at(7200) }, 90, RUN)?.startsAt).toBe(BEGIN + 10_000);
    expect(recordingClock({ startsAt: at(-7200) }, 90, RUN)?.isEstimated).toBe(true);
  });

  test("a beginning that is a little early or late is believed", () => {
    expect(recordingClock({ startsAt: at(-4) }, 100, RUN)?.isEstimated).toBe(false);
    expect(recordingClock({ startsAt: at(12) }, 100, RUN)?.isEstimated).toBe(false);
  });

  test("a browser session that was recorded for an hour around the run is believed", () => {
    expect(recordingClock({ startsAt: at(-1800) }, 3600, RUN)?.isEstimated).toBe(false);
  });

  test("there is none without a length", () => {
    for (const seconds of [null, 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(recordingClock({ startsAt: at(0) }, seconds, RUN)).toBeNull();
    }
  });

  test("moments before and after the recording have no place in it", () => {
    const clock = clockFrom(10, 50);
    expect(placeOf(clock, at(12.5))).toBe(2.5);
    expect(placeOf(clock, at(9))).toBeNull();
    expect(placeOf(clock, at(61))).toBeNull();
    expect(placeOf(clock, null)).toBeNull();
    expect(placeOf(clock, "soon")).toBeNull();
  });

  test("a run lasts from its first block to its last", () => {
    expect(runSpan(loopNodes())).toEqual(RUN);
    expect(runSpan([sampleNode("waiting")])).toBeNull();
  });
});

describe("chapters", () => {
  test("are the blocks at the top, and a loop as its turns", () => {
    expect(chapters(loopNodes())).toEqual([
      "login 0–18",
      "turn1 18–50",
      "turn2 50–80",
      "mail 80–100",
    ]);
  });

  test("show what failed as its blocks", () => {
    const nodes = loopNodes().map((node) =>
      ["each", "turn2", "get2"].includes(node.id) ? { ...node, status: "failed" as const } : node,
    );
    expect(chapters(nodes)).toEqual([
      "login 0–18",
      "turn1 18–50",
      "open2 50–58",
      "get2 58–80 !",
      "mail 80–100",
    ]);
  });

  test("of the second recording begin where it begins", () => {
    expect(chapters(loopNodes(), clockFrom(60, 40))).toEqual(["turn2 0–20", "mail 20–40"]);
  });

  test("leave out blocks before and after the recording", () => {
    expect(chapters(loopNodes(), clockFrom(20, 10))).toEqual(["turn1 0–10"]);
  });

  test("close short pauses and keep long ones", () => {
    expect(chapters([ranNode("a", 0, 10), ranNode("b", 11, 20), ranNode("c", 30, 40)])).toEqual([
      "a 0–11",
      "b 11–20",
      "c 30–40",
    ]);
  });

  test("never overlap", () => {
    expect(chapters([ranNode("a", 0, 15), ranNode("b", 10, 20)])).toEqual(["a 0–10", "b 10–20"]);
  });

  test("take the times of the blocks inside where a block has none", () => {
    const nodes = [
      sampleNode("if", { kind: "conditional" }),
      ranNode("yes", 5, 9, { parent: "if" }),
    ];
    expect(chapters(nodes)).toEqual(["if 5–9"]);
  });

  test("leave out blocks that never ran", () => {
    expect(chapters([ranNode("a", 0, 10), sampleNode("b", { status: "notRun" })])).toEqual([
      "a 0–10",
    ]);
  });

  test("keep a block that took no time", () => {
    expect(chapters([ranNode("a", 0, 10), ranNode("code", 10, 10), ranNode("c", 10, 20)])).toEqual([
      "a 0–10",
      "code 10–10",
      "c 10–20",
    ]);
  });

  test("of a loop with very many turns are one part", () => {
    const turns = Array.from({ length: 500 }, (_, index) =>
      ranNode(`t${index}`, index / 5, (index + 1) / 5, { parent: "each", role: "iteration" }),
    );
    expect(chapters([ranNode("each", 0, 100), ...turns])).toEqual(["each 0–100"]);
  });
});

describe("from the video to the timeline", () => {
  const tree = openRun(sampleView({ nodes: loopNodes() }));
  const places = placesOfBlocks(tree, clockFrom(0, 100));

  test.each([
    [0, "login"],
    [17.9, "login"],
    [18, "open1"],
    // A seek to the beginning of a block may end a frame before it.
    [49.96, "open2"],
    [99, "mail"],
  ])("at second %s it is %s", (second, node) => {
    expect(lastBegun(places, second)?.node).toBe(node);
  });

  test("before the first block there is none", () => {
    expect(lastBegun([{ start: 5 }], 3)).toBeNull();
  });

  test("the next block begins where the next place begins", () => {
    expect(nextStart(places, 18)).toBe(30);
    expect(nextStart(places, 95)).toBeNull();
  });

  test("the previous block is this one's beginning first", () => {
    expect(previousStart(places, 40)).toBe(30);
    expect(previousStart(places, 30.5)).toBe(18);
    expect(previousStart(places, 0.2)).toBe(0);
  });
});

test("from the timeline to the video: a loop begins with its first turn", () => {
  const tree = openRun(sampleView({ nodes: loopNodes() }));
  expect(startOf(tree, clockFrom(0, 100), "each")).toBe(18);
  expect(startOf(tree, clockFrom(0, 100), "get2")).toBe(58);
  expect(startOf(tree, clockFrom(0, 40), "mail")).toBeNull();
  expect(startOf(tree, clockFrom(40, 60), "get1")).toBe(0);
});
