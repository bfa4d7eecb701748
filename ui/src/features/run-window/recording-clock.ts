/*
 * Which moment of a run is which second of its recording. Pure. Moments are milliseconds since 1970, places in a
 * recording are seconds from its beginning.
 */
import type { RecordingMedia, TimelineNode } from "@/ipc/bindings";

export interface RecordingClock {
  /** The moment of the first picture. */
  startsAt: number;
  seconds: number;
  /** The server did not say when the recording began, or said something that cannot be. */
  isEstimated: boolean;
}

/** Begin and end of a run, of a block, or of what a recording shows. */
export interface Span {
  start: number;
  end: number;
}

/** A recording that shows less of the run than this part of the shorter of both was made by another clock. */
const LEAST_OVERLAP = 0.5;

/**
 * The clock of a recording. Without a usable beginning it is taken to end with the run, as recordings do: the
 * browser is closed last. Null without a length.
 */
export function recordingClock(
  recording: Pick<RecordingMedia, "startsAt">,
  seconds: number | null,
  run: Span | null,
): RecordingClock | null {
  if (seconds === null || !(seconds > 0) || !Number.isFinite(seconds)) return null;
  const told = moment(recording.startsAt);
  if (told !== null && (run === null || isPlausible(told, seconds, run))) {
    return { startsAt: told, seconds, isEstimated: false };
  }
  if (run === null) return { startsAt: 0, seconds, isEstimated: true };
  return { startsAt: run.end - seconds * 1000, seconds, isEstimated: true };
}

function isPlausible(startsAt: number, seconds: number, run: Span): boolean {
  const length = seconds * 1000;
  const shown = Math.min(startsAt + length, run.end) - Math.max(startsAt, run.start);
  return shown >= LEAST_OVERLAP * Math.min(length, Math.max(run.end - run.start, 0));
}

/** From the first block to the last. Null while no block has a time. */
export function runSpan(nodes: Iterable<TimelineNode>): Span | null {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const node of nodes) {
    const span = nodeSpan(node);
    if (!span) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return start <= end ? { start, end } : null;
}

/** When a block ran. One without an end lasts as long as is known, or no time at all. */
export function nodeSpan(node: TimelineNode): Span | null {
  const start = moment(node.startedAt);
  if (start === null) return null;
  const end = moment(node.finishedAt) ?? start + (node.seconds ?? 0) * 1000;
  return { start, end: Math.max(start, end) };
}

/** The second of the recording that shows a moment; null when it does not show it. */
export function placeOf(clock: RecordingClock, at: string | number | null): number | null {
  const when = typeof at === "number" ? at : moment(at);
  if (when === null) return null;
  const place = (when - clock.startsAt) / 1000;
  return place < 0 || place > clock.seconds ? null : place;
}

/** The part of the recording in which a span of the run is seen; null when none of it is. */
export function placesOf(clock: RecordingClock, span: Span): { start: number; end: number } | null {
  const start = (span.start - clock.startsAt) / 1000;
  const end = (span.end - clock.startsAt) / 1000;
  if (end < 0 || start > clock.seconds) return null;
  return { start: Math.max(0, start), end: Math.min(clock.seconds, end) };
}

export function moment(at: string | null): number | null {
  if (at === null) return null;
  const when = Date.parse(at);
  return Number.isNaN(when) ? null : when;
}
