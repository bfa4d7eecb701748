/* Plain words for the usual cron expressions; the others stay as they are. */

const DAYS = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
const SHORT_DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** "Weekdays 07:30", "Every 15 minutes", "On day 1 at 06:00"; null for what has no short words. */
export function cronWords(cron: string): string | null {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string];
  if (month !== "*") return null;
  if (day === "*" && weekday === "*" && hour === "*") return withinTheHour(minute);
  if (day === "*" && weekday === "*") {
    const every = /^\*\/(\d+)$/.exec(hour);
    if (every && minute === "0") return `Every ${every[1]} hours`;
  }
  const time = timeOfDay(minute, hour);
  if (time === null) return null;
  if (day !== "*") return weekday === "*" ? onDay(day, time) : null;
  const days = dayWords(weekday);
  return days && `${days} ${time}`;
}

function withinTheHour(minute: string): string | null {
  if (minute === "*") return "Every minute";
  const every = /^\*\/(\d+)$/.exec(minute);
  if (every) return `Every ${every[1]} minutes`;
  const at = numberBelow(minute, 60);
  if (at === null) return null;
  return at === 0 ? "Every hour" : `Every hour at :${pad(at)}`;
}

function timeOfDay(minute: string, hour: string): string | null {
  const hours = numberBelow(hour, 24);
  const minutes = numberBelow(minute, 60);
  return hours === null || minutes === null ? null : `${pad(hours)}:${pad(minutes)}`;
}

function onDay(day: string, time: string): string | null {
  return /^\d+$/.test(day) ? `On day ${Number(day)} at ${time}` : null;
}

function dayWords(weekday: string): string | null {
  if (weekday === "*") return "Daily";
  const days = weekdays(weekday);
  if (days === null) return null;
  const text = days.join(",");
  if (text === "1,2,3,4,5") return "Weekdays";
  if (text === "0,6") return "Weekends";
  if (days.length === 1) return DAYS[days[0] ?? 0] ?? null;
  return days.map((day) => SHORT_DAYS[day]).join(", ");
}

/** "1-5", "MON,WED", "6,0" as days of the week in order, Sunday first. */
function weekdays(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first, last = first] = part.split("-").map(weekday);
    if (first === undefined || first === null || last === null || last === undefined) return null;
    if (last < first) return null;
    for (let day = first; day <= last; day += 1) days.add(day % 7);
  }
  return [...days].sort((a, b) => a - b);
}

function weekday(text: string): number | null {
  const named = SHORT_DAYS.findIndex((name) => name.toLowerCase() === text.toLowerCase());
  return named >= 0 ? named : numberBelow(text, 8);
}

function numberBelow(text: string, end: number): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value < end ? value : null;
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}
