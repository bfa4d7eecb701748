import { expect, test } from "vitest";
import { dayOf, dayWords, groupByDay } from "@/features/runs/run-days";
import { sampleRun } from "@/features/runs/test-samples";

/** Local time, as days are those of this computer. */
const at = (month: number, day: number, hour = 12, year = 2026) =>
  new Date(year, month - 1, day, hour).toISOString();
/** A Monday. */
const TODAY = dayOf(at(11, 23, 14));

test.each([
  [at(11, 23, 0), "Today"],
  [at(11, 22, 23), "Yesterday"],
  [at(11, 18), "Wednesday, 18 Nov"],
  [at(11, 17), "Tuesday, 17 Nov"],
  [at(11, 16), "16 Nov"],
  [at(12, 31, 12, 2025), "31 Dec 2025"],
  // A server whose clock is ahead.
  [at(11, 24), "24 Nov"],
])("%s is %s", (moment, words) => {
  expect(dayWords(dayOf(moment), TODAY)).toBe(words);
});

test("runs are cut where the day changes, and keep their order", () => {
  const rows = [at(11, 23, 9), at(11, 23, 0), at(11, 22, 23), at(11, 3)].map((createdAt, place) =>
    sampleRun({ id: `wr_${place}`, createdAt }),
  );
  const groups = groupByDay(rows, TODAY).map(({ label, rows: own }) => [
    label,
    own.map(({ id }) => id),
  ]);
  expect(groups).toEqual([
    ["Today", ["wr_0", "wr_1"]],
    ["Yesterday", ["wr_2"]],
    ["3 Nov", ["wr_3"]],
  ]);
});

test("a run without a date has a place as well", () => {
  const [group] = groupByDay([sampleRun({ createdAt: null, startedAt: null })], TODAY);
  expect(group?.label).toBe("Not dated");
});
