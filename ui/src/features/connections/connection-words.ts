/* How the state of a connection and of its synchronisation is said (DESIGN 4: a dot, always with words). */
import type { ConnectionStatus, ConnectionView, SyncView } from "@/ipc/bindings";
import { formatAmount, formatCount, formatMoment, formatTimeAgo } from "@/lib/format";

export interface ConnectionWords {
  dot: "on" | "off" | "bad";
  /** "Connected", "Not reachable since 09:12". */
  words: string;
  /** What the server or the keychain said, in full. */
  detail: string | null;
}

/** The words beside the dot. */
export function connectionWords(status: ConnectionStatus, now: Date | number): ConnectionWords {
  switch (status.state) {
    case "checking":
      return { dot: "off", words: "Connecting…", detail: null };
    case "connected":
      return { dot: "on", words: "Connected", detail: null };
    case "unreachable":
      return {
        dot: "bad",
        words: `Not reachable since ${since(status.since, now)}`,
        detail: status.message,
      };
    case "keyRefused":
      return { dot: "bad", words: "API key refused", detail: status.message };
    case "keyMissing":
      return { dot: "off", words: "API key missing", detail: status.message };
    case "unusable":
      return { dot: "bad", words: "Not usable", detail: status.message };
  }
}

/** A row of the server menu: the state, and what tells servers apart while all is well. */
export function connectionLine(
  connection: ConnectionView,
  isActive: boolean,
  now: Date | number,
): string {
  const { words } = connectionWords(connection.status, now);
  if (connection.status.state !== "connected") return words;
  const more = isActive
    ? formatAmount(connection.workflowCount, "workflow")
    : connection.organization;
  return more ? `${words} · ${more}` : words;
}

/** "Reading workflows… 1,240", "Synced 12 min ago", or why the last try failed. */
export function syncWords(sync: SyncView, now: Date | number): string {
  if (sync.isRunning) return readingWords(sync);
  if (sync.error) return `Not synced: ${sync.error}`;
  if (sync.lastFinishedAt) return `Synced ${formatTimeAgo(sync.lastFinishedAt, now)}`;
  return "Not synced yet";
}

export function readingWords(sync: SyncView): string {
  return sync.workflowsRead > 0
    ? `Reading workflows… ${formatCount(sync.workflowsRead)}`
    : "Reading workflows…";
}

/** "09:12" on the same day, with the day otherwise; in the middle of a sentence. */
function since(moment: string, now: Date | number): string {
  return formatMoment(moment, now)
    .replace(/^Today /, "")
    .replace(/^Y/, "y");
}
