import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { runsKey } from "@/features/runs/queries";
import { on } from "@/ipc/events";

/** Keeps the runs of all connections as the backend says. However many use it, a cache listens once. */
export function useRunsEvents() {
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
  return on("runsChanged", ({ connection }) => {
    void cache.invalidateQueries({ queryKey: runsKey(connection) });
  });
}
