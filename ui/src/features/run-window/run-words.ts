/* What a run is called in words: its state, its times, its files. */

import { statusLook } from "@/components/status";
import type { RunHead, TimelineNode } from "@/ipc/bindings";
import { formatAmount, formatClock, formatDuration, formatMoment } from "@/lib/format";

/** The state as the badge and the title of the window show it; a run that waits for a person needs you. */
export function headStatus(head: Pick<RunHead, "status" | "approval" | "isFinal">): string {
  return head.approval && !head.isFinal ? "needsYou" : head.status;
}

/** "Running · Invoice downloader". */
export function windowTitle(
  head: Pick<RunHead, "status" | "approval" | "isFinal" | "title">,
): string {
  return `${statusLook(headStatus(head)).word} · ${head.title}`;
}

/** "4m 20s · 51 steps" of a run that is over. */
export function lengthWords(head: Pick<RunHead, "startedAt" | "finishedAt" | "steps">): string {
  const parts = [];
  if (head.startedAt && head.finishedAt) {
    parts.push(formatDuration((Date.parse(head.finishedAt) - Date.parse(head.startedAt)) / 1000));
  }
  if (head.steps !== null) parts.push(formatAmount(head.steps, "step"));
  return parts.join(" · ");
}

/** "23 of 60". */
export function stepWords({ steps, maxSteps }: Pick<RunHead, "steps" | "maxSteps">): string | null {
  if (steps === null) return null;
  return maxSteps === null ? `${steps}` : `${steps} of ${maxSteps}`;
}

/** What stands at the end of a line of the timeline; null where a running clock stands or nothing does. */
export function lineEnd(node: TimelineNode): string | null {
  if (node.progress && node.role !== "iteration") {
    return node.progress.total === null
      ? `${node.progress.done}`
      : `${node.progress.done} / ${node.progress.total}`;
  }
  switch (node.status) {
    case "notRun":
    case "skipped":
      return statusLook(node.status).word;
    case "running":
    case "waiting":
    case "queued":
    case "created":
    case "paused":
      return null;
    default:
      return node.seconds === null ? null : formatClock(Math.round(node.seconds));
  }
}

/** "today 09:12", for the middle of a sentence. */
export function momentWords(at: string): string {
  return formatMoment(at, Date.now()).replace(/^(Today|Yesterday|Tomorrow)/, (day) =>
    day.toLowerCase(),
  );
}

/** "agent" and "code" in words; others as the server says them. */
export function ranWithWords(ranWith: string): string {
  return { agent: "Agent", code: "Cached code" }[ranWith] ?? ranWith;
}

/** A file name made of the title of the run: "invoice-downloader-outputs.json". */
export function exportName(title: string, what: string, extension: "json" | "csv" | "txt"): string {
  const name = title
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${[name || "run", what].filter(Boolean).join("-")}.${extension}`;
}
