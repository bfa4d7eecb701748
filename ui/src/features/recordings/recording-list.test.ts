import { describe, expect, test } from "vitest";
import {
  findRecordings,
  NEWEST_FIRST,
  pressed,
  sortRecordings,
  whereabouts,
} from "@/features/recordings/recording-list";
import { sampleRecording } from "@/features/recordings/test-samples";

const ROWS = [
  sampleRecording({ run: "wr_1", title: "Zoll 10", seconds: 40, bytes: 9_000 }),
  sampleRecording({ run: "wr_2", title: "zoll 9", isKept: false, seconds: null, bytes: 500 }),
  sampleRecording({ run: "wr_3", title: "Äpfel", isAvailable: false, isPinned: true, bytes: null }),
];
const runs = (rows: { run: string }[]) => rows.map(({ run }) => run);

test.each([
  [true, true, "both"],
  [true, false, "hereOnly"],
  [false, true, "serverOnly"],
  [false, false, "gone"],
])("kept %s and available %s is %s", (isKept, isAvailable, place) => {
  expect(whereabouts(sampleRecording({ isKept, isAvailable }))).toBe(place);
});

test.each([
  ["", ["wr_1", "wr_2", "wr_3"]],
  ["ZOLL", ["wr_1", "wr_2"]],
  ["zoll 9", ["wr_2"]],
  ["wr_3", ["wr_3"]],
  ["only this", ["wr_3"]],
  ["nothing", []],
])("a search for “%s” finds %j", (text, found) => {
  expect(runs(findRecordings(ROWS, text))).toEqual(found);
});

describe("the order", () => {
  test.each([
    ["title", false, ["wr_3", "wr_2", "wr_1"]],
    ["title", true, ["wr_1", "wr_2", "wr_3"]],
    // What is not known stands at the end, whichever way.
    ["length", false, ["wr_1", "wr_3", "wr_2"]],
    ["length", true, ["wr_3", "wr_1", "wr_2"]],
    ["size", false, ["wr_2", "wr_1", "wr_3"]],
    ["size", true, ["wr_1", "wr_2", "wr_3"]],
    ["where", false, ["wr_3", "wr_1", "wr_2"]],
    ["unheard of", true, ["wr_1", "wr_2", "wr_3"]],
  ])("by %s, descending %s", (column, descending, order) => {
    expect(runs(sortRecordings(ROWS, { column, descending }))).toEqual(order);
  });

  test("is turned by a second press", () => {
    const bySize = pressed(NEWEST_FIRST, "size");
    expect(bySize).toEqual({ column: "size", descending: true });
    expect(pressed(bySize, "size").descending).toBe(false);
    expect(pressed(bySize, "title")).toEqual({ column: "title", descending: false });
  });
});
