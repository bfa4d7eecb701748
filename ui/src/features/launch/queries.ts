import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ConnectionId, LaunchRequest, RunStatus, WorkflowId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** The form for a version; null is the newest. Asked for anew each time the dialog opens. */
export function launchFormQuery(
  connection: ConnectionId,
  workflow: WorkflowId,
  version: number | null,
) {
  return queryOptions({
    queryKey: ["launch", connection, "form", workflow, version] as const,
    queryFn: () => host.launchForm(connection, workflow, version),
    gcTime: 0,
    // While another version is read, its form takes the place of the one before without a gap.
    placeholderData: keepPreviousData,
  });
}

/** What would have to be mended before this can be sent. */
export function launchCheckQuery(connection: ConnectionId, request: LaunchRequest | null) {
  return queryOptions({
    queryKey: ["launch", connection, "check", request] as const,
    queryFn: () => (request === null ? [] : host.checkLaunch(connection, request)),
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** Finished runs of a workflow, newest first, whose outputs a run of some blocks can build on. */
export function pastRunsQuery(connection: ConnectionId, workflow: WorkflowId) {
  return queryOptions({
    queryKey: ["launch", connection, "past runs", workflow] as const,
    queryFn: async () => {
      const statuses: RunStatus[] = ["completed", "failed", "terminated", "timedOut", "canceled"];
      const query = { text: "", statuses, workflow, offset: 0, limit: 20 };
      return (await host.runs(connection, query)).rows;
    },
    gcTime: 0,
  });
}
