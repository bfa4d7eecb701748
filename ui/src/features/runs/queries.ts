import { queryOptions } from "@tanstack/react-query";
import type { ConnectionId, RunStatus } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/* What the backend answers is kept until an event says that it differs (`use-runs-events.ts`). */

/** Statuses of runs that have not ended, as the server knows them. */
export const UNDER_WAY: readonly RunStatus[] = ["created", "queued", "running", "paused"];

/** Everything under this key depends on the runs of a connection. */
export function runsKey(connection: ConnectionId) {
  return ["runs", connection] as const;
}

/** The newest run under way; null while there is none. */
export function newestRunningQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: [...runsKey(connection), "newest"] as const,
    queryFn: async () => {
      const query = { text: "", statuses: [...UNDER_WAY], workflow: null, offset: 0, limit: 1 };
      const { rows, running } = await host.runs(connection, query);
      return { run: rows[0] ?? null, running };
    },
  });
}
