import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PAGE, type RunPages, withPage } from "@/features/runs/run-pages";
import { UNDER_WAY } from "@/features/runs/run-words";
import type { ConnectionId, RunQuery, RunStatus, WorkflowId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/* What the backend answers is kept until an event says that it differs (`use-runs-events.ts`). */

/** Which runs the list shows. */
export interface RunFilter {
  text: string;
  /** Empty = all. */
  statuses: readonly RunStatus[];
  workflow: WorkflowId | null;
}

/** Everything under this key depends on the runs of a connection. */
export function runsKey(connection: ConnectionId) {
  return ["runs", connection] as const;
}

/** The list, begun with its newest page; `useRunPages` adds the others. */
export function runPagesQuery(connection: ConnectionId, filter: RunFilter) {
  const queryKey = [...runsKey(connection), "pages", filter] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ client }) => {
      const page = await readPage(connection, filter, 0);
      return withPage(client.getQueryData<RunPages>(queryKey), 0, page);
    },
    // Events are not heard while another screen is shown.
    staleTime: 0,
    gcTime: filter.text === "" ? 300_000 : 30_000,
    // Comparing ten thousand rows in depth costs more than drawing those in view.
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
}

export function readPage(connection: ConnectionId, filter: RunFilter, offset: number) {
  return host.runs(connection, queryOf(filter, offset, PAGE));
}

/** The newest run under way, and how many there are. */
export function newestRunningQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: [...runsKey(connection), "newest"] as const,
    queryFn: async () => {
      const filter = { text: "", statuses: UNDER_WAY, workflow: null };
      const { rows, running } = await host.runs(connection, queryOf(filter, 0, 1));
      return { run: rows[0] ?? null, running };
    },
  });
}

/** The title of the workflow that the list is limited to. */
export function workflowTitleQuery(connection: ConnectionId, workflow: WorkflowId | null) {
  return queryOptions({
    queryKey: ["runs", connection, "workflow", workflow] as const,
    queryFn: async () =>
      workflow === null ? null : (await host.workflow(connection, workflow, null)).row.title,
    enabled: workflow !== null,
  });
}

function queryOf({ text, statuses, workflow }: RunFilter, offset: number, limit: number) {
  return { text, statuses: [...statuses], workflow, offset, limit } satisfies RunQuery;
}
