/* How runs are grouped, named and told apart in a list. Pure. */
import { statusLook } from "@/components/status";
import type { RunRow, RunStatus } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

/** Statuses of runs that have not ended, as the server knows them. */
export const UNDER_WAY: readonly RunStatus[] = ["created", "queued", "running", "paused"];

const OVER: readonly RunStatus[] = [
  "completed",
  "failed",
  "terminated",
  "canceled",
  "timedOut",
  "skipped",
];

export function canCancel({ status }: Pick<RunRow, "status">): boolean {
  return UNDER_WAY.includes(status);
}

/** A run is retried once it is over. What a newer server calls otherwise is left alone. */
export function canRetry({ status }: Pick<RunRow, "status">): boolean {
  return OVER.includes(status);
}

/** "By hand", "Schedule"; what is unknown stays as the server says it. */
export function triggerWords(trigger: string | null): string {
  if (trigger === null) return "";
  const known = { manual: "By hand", api: "API", mcp: "MCP", scheduled: "Schedule" }[trigger];
  if (known) return known;
  const words = trigger.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Why it failed, else how it stands. */
export function resultWords({ status, failure }: Pick<RunRow, "status" | "failure">): string {
  return failure?.trim() || statusLook(status).word;
}

/** When it began, or was asked for if it has not begun. */
export function beganAt({ startedAt, createdAt }: Pick<RunRow, "startedAt" | "createdAt">) {
  return startedAt ?? createdAt;
}

/** "“Invoice downloader”", "3 runs": what an action is about. */
export function nameOf(rows: readonly Pick<RunRow, "title">[]): string {
  const only = rows.length === 1 ? rows[0] : undefined;
  return only ? `“${only.title}”` : formatAmount(rows.length, "run");
}
