/*
 * How times, lengths of time, sizes and counts are written (DESIGN 10).
 * Pure: the present is an argument. Dates are shown in the time zone of this computer.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

type Moment = Date | string | number;

/** "just now", "12 min ago", "6 h ago" up to a day, then "Yesterday", "3 Nov", "3 Nov 2024". Times to come: "in 14 h". */
export function formatTimeAgo(moment: Moment, now: Moment): string {
  const then = toDate(moment);
  const present = toDate(now);
  const gap = present.getTime() - then.getTime();
  const length = Math.abs(gap);
  if (length < MINUTE) return "just now";
  const amount =
    length < HOUR ? `${Math.floor(length / MINUTE)} min` : `${Math.floor(length / HOUR)} h`;
  if (length < DAY) return gap > 0 ? `${amount} ago` : `in ${amount}`;
  const days = calendarDays(then, present);
  if (days === 1) return "Yesterday";
  if (days === -1) return "Tomorrow";
  return formatDay(then, present);
}

/** "Today 07:30", "Yesterday 07:30", "Mon 07:30" within six days, then "14 Nov 07:30". */
export function formatMoment(moment: Moment, now: Moment): string {
  const then = toDate(moment);
  const present = toDate(now);
  const days = calendarDays(then, present);
  return `${dayWord(then, present, days)} ${formatTime(then)}`;
}

function dayWord(then: Date, present: Date, days: number): string {
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days === -1) return "Tomorrow";
  if (days > 1 && days < 7) return DAYS[then.getDay()] ?? "";
  return formatDay(then, present);
}

/** "3 Nov", with the year when it is not the present one. */
export function formatDay(moment: Moment, now: Moment): string {
  const then = toDate(moment);
  const day = `${then.getDate()} ${MONTHS[then.getMonth()]}`;
  return then.getFullYear() === toDate(now).getFullYear() ? day : `${day} ${then.getFullYear()}`;
}

/** "07:30". */
export function formatTime(moment: Moment): string {
  const then = toDate(moment);
  return `${pad(then.getHours())}:${pad(then.getMinutes())}`;
}

/** "3 Nov 2026, 07:30:05": complete, for tooltips. */
export function formatExact(moment: Moment): string {
  const then = toDate(moment);
  return `${then.getDate()} ${MONTHS[then.getMonth()]} ${then.getFullYear()}, ${formatTime(then)}:${pad(then.getSeconds())}`;
}

/** A finished length of time, in seconds: "21s", "2m 31s", "1h 04m", "2d 03h". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${pad(whole % 60)}s`;
  if (whole < 86_400)
    return `${Math.floor(whole / 3600)}h ${pad(Math.floor((whole % 3600) / 60))}m`;
  return `${Math.floor(whole / 86_400)}d ${pad(Math.floor((whole % 86_400) / 3600))}h`;
}

/** A running length of time or a place in a recording, in seconds: "0:11", "2:14", "1:02:14". */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = pad(whole % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** A short length of time, in seconds, such as that of one action: "0.3 s", "4.1 s", then as `formatDuration`. */
export function formatSeconds(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  return tenths < 600 ? `${(tenths / 10).toFixed(1)} s` : formatDuration(seconds);
}

/** Decimal sizes: "512 B", "61 kB", "1.4 MB", "5 GB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.max(0, Math.round(bytes))} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let amount = bytes / 1000;
  let unit = 0;
  while (rounded(amount, unit) >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${rounded(amount, unit)} ${units[unit]}`;
}

/** "1,204". */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

/** "1 block", "7 blocks"; the plural is the singular with "s" unless told. */
export function formatAmount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** The middle is left out: ids and URLs are told apart by their ends. */
export function splitForMiddle(text: string, tailLength: number): { head: string; tail: string } {
  const letters = Array.from(text);
  const cut = Math.max(0, letters.length - tailLength);
  return { head: letters.slice(0, cut).join(""), tail: letters.slice(cut).join("") };
}

/** Kilobytes whole, larger units with one digit while they are small. */
function rounded(amount: number, unit: number): number {
  return unit === 0 || amount >= 100 ? Math.round(amount) : Math.round(amount * 10) / 10;
}

/** Days between two calendar days, so that 23:50 is "Yesterday" at 00:10. Noon avoids days of 23 and 25 hours. */
function calendarDays(then: Date, present: Date): number {
  const noon = (date: Date) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime();
  return Math.round((noon(present) - noon(then)) / DAY);
}

function toDate(moment: Moment): Date {
  return moment instanceof Date ? moment : new Date(moment);
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}
