import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ConnectionId } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { on } from "@/ipc/events";

/** The recordings of finished runs, newest first. Asked for anew each time somebody looks. */
export function recordingsQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["recordings", connection, "rows"] as const,
    queryFn: () => host.recordings(connection),
    staleTime: 0,
  });
}

/** How much of this computer's space for recordings is used, over all connections. */
export function usageQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["recordings", connection, "usage"] as const,
    queryFn: () => host.storageUsage(),
    staleTime: 0,
  });
}

/** Keeps what is shown of a connection as the backend says. */
export function useRecordingsEvents(connection: ConnectionId) {
  const cache = useQueryClient();
  useEffect(() => {
    const renew = (change: { connection: ConnectionId }) => {
      if (change.connection !== connection) return;
      void cache.invalidateQueries({ queryKey: ["recordings", connection] });
    };
    const stops = [on("mediaChanged", renew), on("runsChanged", renew)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [cache, connection]);
}
