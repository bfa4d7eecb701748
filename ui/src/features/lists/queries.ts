import { queryOptions } from "@tanstack/react-query";
import type { ConnectionId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/* Nothing tells of changes of these lists: they are asked for anew each time somebody looks. */

export function schedulesQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["lists", connection, "schedules"] as const,
    queryFn: () => host.schedules(connection),
    staleTime: 0,
  });
}

export function credentialsQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["lists", connection, "credentials"] as const,
    queryFn: () => host.credentials(connection),
    staleTime: 0,
  });
}
