import { describe, expect, test } from "vitest";
import {
  exportName,
  headStatus,
  lengthWords,
  lineEnd,
  stepWords,
  windowTitle,
} from "@/features/run-window/run-words";
import { at, sampleHead, sampleNode } from "@/features/run-window/test-samples";

const APPROVAL = {
  node: "ask",
  instructions: "",
  approveLabel: "Yes",
  rejectLabel: "No",
  timesOutAt: null,
};

test("the title of the window says how the run stands", () => {
  expect(windowTitle(sampleHead({ status: "timedOut" }))).toBe("Timed out · Invoice downloader");
});

test("a run that waits for a person needs you, until it is over", () => {
  expect(headStatus(sampleHead({ status: "paused", isFinal: false, approval: APPROVAL }))).toBe(
    "needsYou",
  );
  expect(headStatus(sampleHead({ status: "canceled", approval: APPROVAL }))).toBe("canceled");
});

test("length and steps", () => {
  expect(lengthWords(sampleHead())).toBe("4m 20s · 51 steps");
  expect(lengthWords(sampleHead({ steps: 1, startedAt: null }))).toBe("1 step");
  expect(lengthWords(sampleHead({ steps: null, finishedAt: null }))).toBe("");
  expect(stepWords({ steps: 23, maxSteps: 60 })).toBe("23 of 60");
  expect(stepWords({ steps: 0, maxSteps: null })).toBe("0");
  expect(stepWords({ steps: null, maxSteps: 60 })).toBeNull();
});

describe("the end of a line of the timeline", () => {
  test.each([
    ["a loop shows its progress", { progress: { done: 3, total: 5 } }, "3 / 5"],
    ["a loop without a known end", { progress: { done: 3, total: null } }, "3"],
    [
      "a turn shows its length",
      { role: "iteration", progress: { done: 4, total: 4 }, seconds: 41.4 },
      "0:41",
    ],
    ["a block shows its length", { seconds: 18.6 }, "0:19"],
    ["a failed block too", { status: "failed", seconds: 50 }, "0:50"],
    ["not run", { status: "notRun" }, "Not run"],
    ["skipped", { status: "skipped", seconds: 0 }, "Skipped"],
    ["waiting is empty", { status: "waiting" }, null],
    ["running has a clock of its own", { status: "running", startedAt: at(1) }, null],
  ] as const)("%s", (_, parts, words) => {
    expect(lineEnd(sampleNode("x", parts))).toBe(words);
  });
});

describe("names of exported files", () => {
  test.each([
    ["Invoice downloader", "invoice-downloader-outputs.json"],
    ["  Rechnungen: März/April  ", "rechnungen-marz-april-outputs.json"],
    ["請求書", "請求書-outputs.json"],
    ["../..", "run-outputs.json"],
  ])("%s", (title, name) => {
    expect(exportName(title, "outputs", "json")).toBe(name);
  });

  test("of one value are its name", () => {
    expect(exportName("process_each_output", "", "csv")).toBe("process-each-output.csv");
  });
});
