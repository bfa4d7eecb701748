import { useQuery } from "@tanstack/react-query";
import { ServerOff } from "lucide-react";
import { useEffect } from "react";
import { Starting } from "@/app/starting";
import { useNotices } from "@/app/use-notices";
import { useWindowSettings } from "@/app/use-window-settings";
import { useZoomKeys } from "@/app/use-zoom-keys";
import { Workbench } from "@/app/workbench";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { useToasts } from "@/components/toasts";
import { connectionsQuery, useConnectionsEvents } from "@/features/connections/queries";
import { Welcome } from "@/features/connections/welcome";
import { aboutQuery, settingsQuery } from "@/features/settings/queries";
import { messageOf } from "@/ipc/client";
import "./main-window.css";

/** The main window: the first connection, or everything of the server that was shown last. */
export function MainWindow() {
  useWindowSettings();
  useConnectionsEvents();
  useNotices(null);
  useZoomKeys();
  useLibraryNotice();
  const connections = useQuery(connectionsQuery);
  const settings = useQuery(settingsQuery);
  const fault = connections.error ?? settings.error;
  if (fault) {
    const retry = () => Promise.all([connections.refetch(), settings.refetch()]);
    return <NotStarted fault={fault} onRetry={() => void retry()} />;
  }
  if (!connections.data || !settings.data) return <Starting />;
  const { connections: all, active } = connections.data;
  const shown = all.find(({ id }) => id === active) ?? all[0];
  if (!shown) return <Welcome connections={connections.data} />;
  return <Workbench connections={connections.data} connection={shown} settings={settings.data} />;
}

function NotStarted({ fault, onRetry }: { fault: Error; onRetry: () => void }) {
  return (
    <main className="not-started">
      <EmptyState
        icon={ServerOff}
        title="Eyrie cannot read its data"
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {messageOf(fault)}
      </EmptyState>
    </main>
  );
}

/** A library that was damaged and has been rebuilt is told of once, at the start. */
function useLibraryNotice() {
  const toasts = useToasts();
  const notice = useQuery(aboutQuery).data?.libraryNotice;
  useEffect(() => {
    if (notice) toasts.show({ tone: "danger", name: "library", message: notice });
  }, [notice, toasts]);
}
