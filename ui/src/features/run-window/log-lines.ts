/* The log as it is searched and saved. Pure. */
import type { LogLine } from "@/ipc/bindings";

export interface LogFilter {
  text: string;
  onlyProblems: boolean;
}

/** What a log line is called in a list: lines may be alike, so the place among all lines is its name. */
export interface PlacedLine {
  place: number;
  line: LogLine;
}

export function filterLog(
  log: readonly LogLine[],
  { text, onlyProblems }: LogFilter,
): PlacedLine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: PlacedLine[] = [];
  log.forEach((line, place) => {
    if (onlyProblems && line.level === "plain") return;
    const own = words.length > 0 ? line.text.toLowerCase() : "";
    if (words.every((word) => own.includes(word))) found.push({ place, line });
  });
  return found;
}

export function countProblems(log: readonly LogLine[]): number {
  return log.reduce((count, line) => count + (line.level === "plain" ? 0 : 1), 0);
}

/** "09:43:06" in the time zone of this computer; empty for a line without a time. */
export function logTime(at: string | null): string {
  if (at === null) return "";
  const then = new Date(at);
  return [then.getHours(), then.getMinutes(), then.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

const LEVELS = { plain: "", warning: "warning: ", problem: "problem: " } as const;

/** One line of text a line, with times in UTC. */
export function logText(log: readonly LogLine[]): string {
  return log.map((line) => `${line.at ?? "-"}  ${LEVELS[line.level]}${line.text}\n`).join("");
}
