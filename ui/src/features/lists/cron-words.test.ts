import { describe, expect, it } from "vitest";
import { cronWords } from "@/features/lists/cron-words";

const cases: [string, string | null][] = [
  ["30 7 * * 1-5", "Weekdays 07:30"],
  ["30 7 * * MON-FRI", "Weekdays 07:30"],
  ["0 9 * * 6,0", "Weekends 09:00"],
  ["0 9 * * 7", "Sundays 09:00"],
  ["0 9 * * mon", "Mondays 09:00"],
  ["0 9 * * 1,3,5", "Mon, Wed, Fri 09:00"],
  ["5 0 * * *", "Daily 00:05"],
  ["0 6 1 * *", "On day 1 at 06:00"],
  ["* * * * *", "Every minute"],
  ["*/15 * * * *", "Every 15 minutes"],
  ["0 * * * *", "Every hour"],
  ["7 * * * *", "Every hour at :07"],
  ["0 */4 * * *", "Every 4 hours"],
  // No short words: the expression itself is shown.
  ["0 9 1 1 *", null],
  ["0 9-17 * * *", null],
  ["0 9 * * 5-1", null],
  ["0 9 15 * 1", null],
  ["61 9 * * *", null],
  ["0 0 9 * * *", null],
  ["@daily", null],
  ["", null],
];

describe("cron in words", () => {
  it.each(cases)("%s", (cron, expected) => {
    expect(cronWords(cron)).toBe(expected);
  });
});
