import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Launching, type LaunchWish } from "@/app/launching";
import { Starting } from "@/app/starting";
import { useNotices } from "@/app/use-notices";
import { useOpenRun } from "@/app/use-open-run";
import { useWindowSettings } from "@/app/use-window-settings";
import { useToasts } from "@/components/toasts";
import { useShortcut } from "@/components/use-shortcut";
import { connectionsQuery, useConnectionsEvents } from "@/features/connections/queries";
import type { ConnectionId, RunId } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { closeWindow } from "@/ipc/window";
import "./run-window-entry.css";

const RunWindow = lazy(() =>
  import("@/features/run-window/run-window").then((it) => ({ default: it.RunWindow })),
);

interface RunWindowEntryProps {
  connectionId: ConnectionId;
  runId: RunId;
}

/** The window of one run, and the launch dialog for running it again. */
export function RunWindowEntry({ connectionId, runId }: RunWindowEntryProps) {
  useWindowSettings();
  useConnectionsEvents();
  useNotices(runId);
  useCloseKey();
  const [wish, setWish] = useState<LaunchWish | null>(null);
  const openRun = useOpenRun(connectionId);
  const all = useQuery(connectionsQuery).data?.connections ?? [];
  const connection = all.find(({ id }) => id === connectionId);
  return (
    <>
      {connection && all.length > 1 && (
        <div
          className="window-mark"
          data-color={connection.color}
          title={connection.name}
          aria-hidden="true"
        />
      )}
      <Suspense fallback={<Starting />}>
        <RunWindow
          connectionId={connectionId}
          runId={runId}
          onRerun={(workflow, prefill, version) =>
            setWish({ workflow, prefill, version: version ?? undefined })
          }
        />
      </Suspense>
      {wish && connection && (
        <Launching
          connection={connection}
          wish={wish}
          onClose={() => setWish(null)}
          onStarted={(run) => {
            setWish(null);
            openRun(run, run);
          }}
        />
      )}
    </>
  );
}

/** Ctrl+W, as in every window. */
function useCloseKey() {
  const toasts = useToasts();
  useShortcut("mod+w", () => {
    closeWindow().catch((fault: unknown) => {
      toasts.show({ tone: "danger", message: messageOf(fault) });
    });
  });
}
