import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatExact,
  formatMoment,
  formatSeconds,
  formatTimeAgo,
  splitForMiddle,
} from "@/lib/format";

/** Local time, as dates are shown in the zone of this computer. */
const at = (month: number, day: number, hour: number, minute = 0, year = 2026) =>
  new Date(year, month - 1, day, hour, minute);
/** A Monday. */
const NOW = at(11, 23, 14, 5);

describe("times", () => {
  it.each([
    [at(11, 23, 14, 5), "just now"],
    [at(11, 23, 13, 53), "12 min ago"],
    [at(11, 23, 12, 5), "2 h ago"],
    [at(11, 22, 14, 6), "23 h ago"],
    [at(11, 22, 14, 4), "Yesterday"],
    [at(11, 21, 23, 59), "21 Nov"],
    [at(11, 3, 9), "3 Nov"],
    [at(11, 3, 9, 0, 2024), "3 Nov 2024"],
    [at(11, 24, 4, 5), "in 14 h"],
    [at(11, 24, 20), "Tomorrow"],
    [at(12, 1, 9), "1 Dec"],
  ])("%s is %s", (moment, expected) => {
    expect(formatTimeAgo(moment, NOW)).toBe(expected);
  });

  it.each([
    [at(11, 23, 7, 30), "Today 07:30"],
    [at(11, 22, 7, 30), "Yesterday 07:30"],
    [at(11, 18, 7, 30), "Wed 07:30"],
    [at(11, 16, 7, 30), "16 Nov 07:30"],
    [at(12, 31, 23, 59, 2025), "31 Dec 2025 23:59"],
    [at(11, 24, 6), "Tomorrow 06:00"],
  ])("%s is %s with its time", (moment, expected) => {
    expect(formatMoment(moment, NOW)).toBe(expected);
  });

  it("reads what the backend sends", () => {
    expect(formatTimeAgo("2026-11-23T10:00:00Z", "2026-11-23T10:30:00Z")).toBe("30 min ago");
  });

  it("writes the exact time for tooltips", () => {
    expect(formatExact(at(11, 3, 7, 30))).toBe("3 Nov 2026, 07:30:00");
  });
});

describe("lengths of time", () => {
  it.each([
    [0, "0s"],
    [20.6, "21s"],
    [151, "2m 31s"],
    [120, "2m 00s"],
    [3840, "1h 04m"],
    [183_600, "2d 03h"],
  ])("%d s finished is %s", (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it.each([
    [-3, "0:00"],
    [11.9, "0:11"],
    [134, "2:14"],
    [3734, "1:02:14"],
  ])("%d s running is %s", (seconds, expected) => {
    expect(formatClock(seconds)).toBe(expected);
  });

  it.each([
    [0.3, "0.3 s"],
    [4.08, "4.1 s"],
    [59.94, "59.9 s"],
    [59.97, "1m 00s"],
    [151, "2m 31s"],
  ])("%d s of an action is %s", (seconds, expected) => {
    expect(formatSeconds(seconds)).toBe(expected);
  });
});

describe("sizes and counts", () => {
  it.each([
    [0, "0 B"],
    [512, "512 B"],
    [61_440, "61 kB"],
    [999_499, "999 kB"],
    [999_600, "1 MB"],
    [1_449_000, "1.4 MB"],
    [5e9, "5 GB"],
    [123_400_000_000_000, "123 TB"],
  ])("%d bytes are %s", (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  it("groups thousands and counts things", () => {
    expect(formatCount(1204)).toBe("1,204");
    expect(formatAmount(1, "block")).toBe("1 block");
    expect(formatAmount(12_000, "branch", "branches")).toBe("12,000 branches");
  });
});

it("cuts an id by letters and not by halves of a letter", () => {
  expect(splitForMiddle("wpid_434817920565", 4)).toEqual({ head: "wpid_43481792", tail: "0565" });
  expect(splitForMiddle("ab🦅c", 2)).toEqual({ head: "ab", tail: "🦅c" });
  expect(splitForMiddle("ab", 8)).toEqual({ head: "", tail: "ab" });
});
