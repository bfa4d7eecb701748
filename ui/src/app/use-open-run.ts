import { useCallback } from "react";
import { useToasts } from "@/components/toasts";
import type { ConnectionId, RunId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

/** Opens the window of a run of this server, or brings it to the front. */
export function useOpenRun(connection: ConnectionId): (run: RunId, title: string) => void {
  const toasts = useToasts();
  return useCallback(
    (run, title) => {
      host.openRun(connection, run, title).catch((fault: unknown) => {
        toasts.show({ tone: "danger", message: messageOf(fault) });
      });
    },
    [connection, toasts],
  );
}
