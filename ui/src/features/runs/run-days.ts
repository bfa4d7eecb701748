/* Runs by the day on which they were asked for. Pure. */
import type { GridGroup } from "@/components/grid-items";
import type { RunRow } from "@/ipc/bindings";
import { formatDay } from "@/lib/format";

const WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

/** Midnight of the day, in the time zone of this computer. */
export function dayOf(moment: string | number): number {
  const date = new Date(moment);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The rows, newest first, cut where the day changes. `today` as `dayOf` says it. */
export function groupByDay(rows: readonly RunRow[], today: number): GridGroup<RunRow>[] {
  const groups: { day: number | null; rows: RunRow[] }[] = [];
  for (const row of rows) {
    const day = dayOfRow(row);
    const last = groups.at(-1);
    if (last && last.day === day) last.rows.push(row);
    else groups.push({ day, rows: [row] });
  }
  return groups.map((group, place) => ({
    // A day may come twice where the clocks of two servers differ.
    id: `${group.day}/${place}`,
    label: group.day === null ? "Not dated" : dayWords(group.day, today),
    rows: group.rows,
  }));
}

/** "Today", "Yesterday", "Wednesday, 18 Nov" within six days, then "3 Nov" and "3 Nov 2024". */
export function dayWords(day: number, today: number): string {
  // Days of 23 and 25 hours are days too.
  const days = Math.round((today - day) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const date = formatDay(day, today);
  return days > 1 && days < 7 ? `${WEEKDAYS[new Date(day).getDay()]}, ${date}` : date;
}

/** Reading a date takes longer than anything else here, and most rows come again unchanged. */
const known = new WeakMap<RunRow, number | null>();

function dayOfRow(row: RunRow): number | null {
  const before = known.get(row);
  if (before !== undefined) return before;
  const moment = row.createdAt ?? row.startedAt;
  const day = moment === null ? null : dayOf(moment);
  known.set(row, day);
  return day;
}
