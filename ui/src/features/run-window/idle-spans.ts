/* The parts of a recording in which nothing happens, for "Skip waiting". Pure. Places are seconds of the recording. */

import type { RecordingClock } from "@/features/run-window/recording-clock";
import { moment, nodeSpan } from "@/features/run-window/recording-clock";
import type { RunModel } from "@/features/run-window/run-model";
import type { ActionView } from "@/ipc/bindings";

export interface IdleSpan {
  start: number;
  end: number;
}

/** A pause has to be longer than this to be worth a jump. */
const LEAST_PAUSE = 3;
/** How long a page still moves after something was done, and how much is shown before the next thing is done. */
const AFTER = 1;
const BEFORE = 0.5;
/** What the reader may still lose: a jump over less than this is not made. */
const LEAST_JUMP = 1;

/** Kinds that leave the page alone; a kind that is not known may move it. */
const STILL_KINDS: ReadonlySet<string> = new Set([
  "wait",
  "human_interaction",
  "http_request",
  "text_prompt",
  "send_email",
  "email_inbox",
  "file_url_parser",
  "pdf_parser",
  "pdf_fill",
  "split_pdf",
  "file_upload",
  "upload_to_s3",
  "download_to_s3",
  "google_sheets_read",
  "google_sheets_write",
  "workflow_trigger",
  "web_search",
  "data_export",
]);

/**
 * The idle parts in order: everything further than a moment away from an action, from the beginning of a block, and
 * from a block that moves the page without telling its actions. The end of the recording counts as something done.
 */
export function idleSpans(
  run: Pick<RunModel, "nodes" | "children" | "actions">,
  clock: RecordingClock,
): IdleSpan[] {
  const busy = busySpans(run, clock).sort((a, b) => a.start - b.start);
  const idle: IdleSpan[] = [];
  let busyUntil = 0;
  for (const span of [...busy, { start: clock.seconds, end: clock.seconds }]) {
    addPause(idle, busyUntil, span.start);
    busyUntil = Math.max(busyUntil, span.end);
  }
  return idle;
}

function addPause(idle: IdleSpan[], from: number, to: number) {
  if (to - from <= LEAST_PAUSE) return;
  const span = { start: from + AFTER, end: to - BEFORE };
  if (span.end - span.start >= LEAST_JUMP) idle.push(span);
}

function busySpans(
  { nodes, children, actions }: Pick<RunModel, "nodes" | "children" | "actions">,
  clock: RecordingClock,
) {
  const busy: IdleSpan[] = [];
  const add = (start: number, end: number) => {
    const first = (start - clock.startsAt) / 1000;
    const last = (end - clock.startsAt) / 1000;
    if (last >= 0 && first <= clock.seconds)
      busy.push({ start: Math.max(0, first), end: Math.min(clock.seconds, last) });
  };
  for (const action of actions) addAction(add, action);
  const acted = new Set(actions.map((action) => action.node));
  for (const node of nodes.values()) {
    const span = nodeSpan(node);
    if (!span || children.has(node.id)) continue;
    const movesUntold = !acted.has(node.id) && !STILL_KINDS.has(node.kind);
    add(span.start, movesUntold ? span.end : span.start);
  }
  return busy;
}

function addAction(add: (start: number, end: number) => void, action: ActionView) {
  const at = moment(action.at);
  if (at !== null) add(at, at + (action.seconds ?? 0) * 1000);
}

/** Where playing goes on when this second lies in an idle part; null when it does not. */
export function skipFrom(idle: readonly IdleSpan[], second: number): number | null {
  return idle.find((span) => second >= span.start && second < span.end - 0.1)?.end ?? null;
}
