import type { ConnectionView } from "@/ipc/bindings";
import { formatMoment } from "@/lib/format";

/** Why nothing can be changed on the server now; null while it answers, or while that is being found out. */
export function unreachableReason({ name, status }: ConnectionView): string | null {
  switch (status.state) {
    case "checking":
    case "connected":
      return null;
    case "unreachable":
      return `${name} does not answer`;
    case "keyRefused":
      return `${name} refuses the API key`;
    case "keyMissing":
      return `The API key of ${name} is missing`;
    case "unusable":
      return `${name} is no usable Skyvern server`;
  }
}

/** "Showing the list as of 09:12." */
export function listAge(connection: ConnectionView, now: number): string {
  const at = connection.sync.lastFinishedAt;
  if (at === null) return "Nothing has been read from this server yet.";
  return `Showing the list as of ${formatMoment(at, now).replace(/^Today /, "")}.`;
}
