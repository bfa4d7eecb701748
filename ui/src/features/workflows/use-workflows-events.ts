import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { mergeRows } from "@/features/workflows/list-model";
import { detailKey, foldersQuery, searchKey, workflowsQuery } from "@/features/workflows/queries";
import type { ConnectionId, WorkflowId, WorkflowsChange } from "@/ipc/bindings";
import { on } from "@/ipc/events";

/**
 * Keeps the workflows and folders of all connections as the backend says. The list and the folder tree both need it,
 * together or alone; however many use it, a cache listens once.
 */
export function useWorkflowsEvents() {
  const cache = useQueryClient();
  useEffect(() => attach(cache), [cache]);
}

const attached = new WeakMap<QueryClient, { users: number; detach: () => void }>();

function attach(cache: QueryClient): () => void {
  const entry = attached.get(cache) ?? { users: 0, detach: listen(cache) };
  attached.set(cache, entry);
  entry.users += 1;
  return () => {
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.detach();
    attached.delete(cache);
  };
}

function listen(cache: QueryClient): () => void {
  const stops = [
    on("workflowsChanged", (change) => applyChange(cache, change)),
    on("foldersChanged", ({ connection }) => {
      void cache.invalidateQueries({ queryKey: foldersQuery(connection).queryKey });
    }),
    on("runsChanged", ({ connection }) => {
      void cache.invalidateQueries({ queryKey: detailKey(connection) });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function applyChange(cache: QueryClient, change: WorkflowsChange) {
  const { connection, changed, removed } = change;
  cache.setQueryData(
    workflowsQuery(connection).queryKey,
    (rows) => rows && mergeRows(rows, change),
  );
  void cache.invalidateQueries({ queryKey: searchKey(connection) });
  const differs = new Set(changed.map((row) => row.id));
  void cache.invalidateQueries({
    predicate: ({ queryKey }) => isAbout(queryKey, connection, differs),
  });
  const gone = new Set(removed);
  cache.removeQueries({ predicate: ({ queryKey }) => isAbout(queryKey, connection, gone) });
}

/** Details, versions and texts have the id of their workflow as the fourth part of their key. */
function isAbout(key: QueryKey, connection: ConnectionId, ids: ReadonlySet<WorkflowId>): boolean {
  const [feature, owner, , id] = key;
  return feature === "workflows" && owner === connection && typeof id === "string" && ids.has(id);
}
