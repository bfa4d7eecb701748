import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { mergeRows } from "@/features/workflows/list-model";
import type { ConnectionId, TextFormat, WorkflowId, WorkflowRow } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { on } from "@/ipc/events";

/* What the backend answers is kept until an event says that it differs (`use-workflows-events.ts`). */

/** All rows of a connection, as kept on this computer. */
export function workflowsQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["workflows", connection, "rows"] as const,
    queryFn: () => readRows(connection),
    // Comparing ten thousand rows in depth costs more than drawing those in view.
    structuralSharing: false,
  });
}

/** An event that arrives while the answer is under way may be newer than the answer: it is applied to it again. */
async function readRows(connection: ConnectionId): Promise<WorkflowRow[]> {
  const changes: Parameters<typeof mergeRows>[1][] = [];
  const stop = on("workflowsChanged", (change) => {
    if (change.connection === connection) changes.push(change);
  });
  try {
    return changes.reduce(mergeRows, await host.workflows(connection));
  } finally {
    stop();
  }
}

export function foldersQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["workflows", connection, "folders"] as const,
    queryFn: () => host.folders(connection),
  });
}

/** Everything under this key depends on what the workflows hold. */
export function searchKey(connection: ConnectionId) {
  return ["workflows", connection, "search"] as const;
}

/** Hits, best first. The hits of the text before stay until the new ones are there; late answers go to their own key. */
export function searchQuery(connection: ConnectionId, text: string) {
  return queryOptions({
    queryKey: [...searchKey(connection), text] as const,
    queryFn: () => host.searchWorkflows(connection, text),
    enabled: text !== "",
    gcTime: 30_000,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
}

/** Everything under this key depends on the runs of a connection. */
export function detailKey(connection: ConnectionId) {
  return ["workflows", connection, "detail"] as const;
}

/** One workflow; `version` null is the newest. */
export function workflowQuery(connection: ConnectionId, id: WorkflowId, version: number | null) {
  return queryOptions({
    queryKey: [...detailKey(connection), id, version] as const,
    queryFn: () => host.workflow(connection, id, version),
  });
}

export function versionsQuery(connection: ConnectionId, id: WorkflowId) {
  return queryOptions({
    queryKey: ["workflows", connection, "versions", id] as const,
    queryFn: () => host.workflowVersions(connection, id),
  });
}

/** The definition as text. */
export function textQuery(
  connection: ConnectionId,
  id: WorkflowId,
  version: number | null,
  format: TextFormat,
) {
  return queryOptions({
    queryKey: ["workflows", connection, "text", id, version, format] as const,
    queryFn: () => host.workflowText(connection, id, version, format),
    gcTime: 30_000,
  });
}

/** Asked for anew each time the dialog opens: nothing tells of their changes. */
export function templatesQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["workflows", connection, "templates"] as const,
    queryFn: () => host.templates(connection),
    staleTime: 0,
  });
}
