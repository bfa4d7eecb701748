import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ConnectionId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** What matches a text. The results of the text before stay until the new ones are there. */
export function paletteQuery(connection: ConnectionId, text: string) {
  return queryOptions({
    queryKey: ["palette", connection, text] as const,
    queryFn: () => host.searchEverything(connection, text),
    enabled: text !== "",
    // The library may have changed by the next time.
    staleTime: 0,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}
