import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Activity, useReducer, useState } from "react";
import { AppShell } from "@/app/app-shell";
import { Editing } from "@/app/editing";
import { Launching, type LaunchWish } from "@/app/launching";
import { type Move, move, type Place, START } from "@/app/places";
import { Searching } from "@/app/searching";
import { Navigation, Sidebar } from "@/app/sidebar";
import { useOpenRun } from "@/app/use-open-run";
import { usePanelSizes } from "@/app/use-panel-sizes";
import { useScreenKeys } from "@/app/use-screen-keys";
import { Views } from "@/app/views";
import { useShortcut } from "@/components/use-shortcut";
import { ServerSwitcher } from "@/features/connections/server-switcher";
import { useRecordingsEvents } from "@/features/recordings/queries";
import { newestRunningQuery } from "@/features/runs/queries";
import { RunningCard } from "@/features/runs/running-card";
import { useRunsEvents } from "@/features/runs/use-runs-events";
import { FolderTree } from "@/features/workflows/folder-tree";
import { workflowsQuery } from "@/features/workflows/queries";
import { useWorkflowsEvents } from "@/features/workflows/use-workflows-events";
import { WorkflowDragProvider } from "@/features/workflows/workflow-drag";
import type { ConnectionsView, ConnectionView, RunId, Settings, WorkflowId } from "@/ipc/bindings";

interface WorkbenchProps {
  connections: ConnectionsView;
  /** The server that is shown. */
  connection: ConnectionView;
  settings: Settings;
}

/** Chosen in the folder tree while another screen than that of the workflows is shown: no line. */
const NOWHERE = "";

/** Everything of one server: sidebar, screens, and what opens over them. */
export function Workbench({ connections, connection, settings }: WorkbenchProps) {
  const [place, go] = useReducer(move, START);
  const [wish, setWish] = useState<LaunchWish | null>(null);
  const [launched, setLaunched] = useState<{ workflow: WorkflowId; run: RunId } | null>(null);
  const [isSearching, setSearching] = useState(false);
  const [sizes, setSizes] = usePanelSizes();
  const [server, setServer] = useState(connection.id);
  if (server !== connection.id) {
    setServer(connection.id);
    setWish(null);
    go({ to: "otherServer" });
  }
  // The screens listen while they are seen; the editor hides them all.
  useWorkflowsEvents();
  useRunsEvents();
  useRecordingsEvents(connection.id);
  const openRun = useOpenRun(connection.id);
  const titleOf = useTitleOf(connection);
  useScreenKeys((to) => go({ to }));
  useShortcut("mod+k", () => setSearching(true));
  const isEditing = place.editing !== null;
  const launch = (workflow: string, version?: number, prefill?: LaunchWish["prefill"]) =>
    setWish({ workflow, version, prefill });

  return (
    <WorkflowDragProvider connection={connection}>
      <div className="app-layer" inert={isEditing} hidden={isEditing}>
        <Activity mode={isEditing ? "hidden" : "visible"}>
          <AppShell
            sidebar={
              <WorkbenchSidebar
                connections={connections}
                connection={connection}
                place={place}
                onMove={go}
                onOpenRun={openRun}
              />
            }
            sizes={sizes}
            onSizesChange={setSizes}
          >
            <Views
              key={connection.id}
              connections={connections}
              connection={connection}
              settings={settings}
              place={place}
              onMove={go}
              onLaunch={launch}
              onOpenRun={openRun}
            />
          </AppShell>
        </Activity>
      </div>
      {place.editing !== null && (
        <Editing
          connection={connection}
          workflow={place.editing}
          run={launched?.workflow === place.editing ? launched.run : null}
          onMove={go}
          onLaunch={setWish}
          onOpenRun={openRun}
        />
      )}
      {wish && (
        <Launching
          connection={connection}
          wish={wish}
          onClose={() => setWish(null)}
          onStarted={(run) => {
            setWish(null);
            setLaunched({ workflow: wish.workflow, run });
            openRun(run, titleOf(wish.workflow) ?? run);
          }}
        />
      )}
      {isSearching && (
        <Searching
          connections={connections}
          connection={connection}
          onClose={() => setSearching(false)}
          onMove={go}
          onLaunch={launch}
          onOpenRun={openRun}
        />
      )}
    </WorkflowDragProvider>
  );
}

interface WorkbenchSidebarProps {
  connections: ConnectionsView;
  connection: ConnectionView;
  place: Place;
  onMove: (move: Move) => void;
  onOpenRun: (run: RunId, title: string) => void;
}

function WorkbenchSidebar(props: WorkbenchSidebarProps) {
  const { connections, connection, place, onMove, onOpenRun } = props;
  const runningCount = useQuery(newestRunningQuery(connection.id)).data?.running ?? 0;
  return (
    <Sidebar
      server={
        <ServerSwitcher
          connections={connections}
          active={connection}
          onAdd={() => onMove({ to: "servers", open: { open: "new" } })}
          onEdit={(id) => onMove({ to: "servers", open: { open: "existing", id } })}
          onManage={() => onMove({ to: "section", section: "servers" })}
        />
      }
      navigation={
        <Navigation
          screen={place.screen}
          onGo={(to) => onMove({ to })}
          workflowCount={connection.workflowCount}
          runningCount={runningCount}
        />
      }
      folders={
        <FolderTree
          key={connection.id}
          connection={connection}
          selected={place.screen === "workflows" ? place.folder : NOWHERE}
          onSelect={(folder) => onMove({ to: "folder", folder })}
        />
      }
      running={<RunningCard connection={connection} onOpenRun={onOpenRun} />}
    />
  );
}

/** The title of a workflow, if its row has been read. */
function useTitleOf(connection: ConnectionView) {
  const cache = useQueryClient();
  return (id: string): string | undefined =>
    cache.getQueryData(workflowsQuery(connection.id).queryKey)?.find((row) => row.id === id)?.title;
}
