import { Activity, lazy, type ReactNode, Suspense, useState } from "react";
import type { Move, Place, Screen } from "@/app/places";
import { ServersSettings } from "@/features/connections/servers-settings";
import { CredentialsScreen } from "@/features/lists/credentials-screen";
import { SchedulesScreen } from "@/features/lists/schedules-screen";
import { RecordingsScreen } from "@/features/recordings/recordings-screen";
import { RunsScreen } from "@/features/runs/runs-screen";
import { WorkflowsScreen } from "@/features/workflows/workflows-screen";
import type {
  ConnectionsView,
  ConnectionView,
  LaunchInput,
  RunId,
  Settings,
  WorkflowId,
} from "@/ipc/bindings";
import "./views.css";

const SettingsScreen = lazy(() =>
  import("@/features/settings/settings-screen").then((it) => ({ default: it.SettingsScreen })),
);

export interface ViewsProps {
  connections: ConnectionsView;
  connection: ConnectionView;
  settings: Settings;
  place: Place;
  onMove: (move: Move) => void;
  onLaunch: (workflow: WorkflowId, version?: number, prefill?: LaunchInput[]) => void;
  onOpenRun: (run: RunId, title: string) => void;
}

/** The screen that is shown. The large lists keep their scroll position and choice while another one is. */
export function Views(props: ViewsProps) {
  const { connections, connection, settings, place, onMove, onLaunch, onOpenRun } = props;
  const { screen } = place;
  return (
    <>
      <Kept screen="workflows" shown={screen}>
        <WorkflowsScreen
          connection={connection}
          folder={place.folder}
          onFolderChange={(folder) => onMove({ to: "folder", folder })}
          reveal={place.reveal}
          onLaunch={onLaunch}
          onEdit={(workflow) => onMove({ to: "edit", workflow })}
          onOpenRun={onOpenRun}
          onShowRuns={(workflow) => onMove({ to: "runsOf", workflow })}
        />
      </Kept>
      <Kept screen="runs" shown={screen}>
        <RunsScreen
          connection={connection}
          workflow={place.runsOf}
          onWorkflowChange={(workflow) => onMove({ to: "runsOf", workflow })}
          onOpenRun={onOpenRun}
          onLaunch={onLaunch}
        />
      </Kept>
      <Kept screen="recordings" shown={screen}>
        <RecordingsScreen
          connection={connection}
          onOpenRun={onOpenRun}
          onShowStorage={() => onMove({ to: "section", section: "storage" })}
        />
      </Kept>
      {screen === "schedules" && <SchedulesScreen connection={connection} />}
      {screen === "credentials" && <CredentialsScreen connection={connection} />}
      {screen === "settings" && (
        <Suspense fallback={null}>
          <SettingsScreen
            settings={settings}
            section={place.section}
            onSectionChange={(section) => onMove({ to: "section", section })}
            servers={
              <ServersSettings
                key={place.editor.turn}
                connections={connections}
                start={place.editor.open}
              />
            }
          />
        </Suspense>
      )}
    </>
  );
}

interface KeptProps {
  screen: Screen;
  shown: Screen;
  children: ReactNode;
}

/** Mounted when it is first shown, kept from then on. Hidden, it costs nothing and takes no keys. */
function Kept({ screen, shown, children }: KeptProps) {
  const isShown = screen === shown;
  const [wasShown, setWasShown] = useState(isShown);
  if (isShown && !wasShown) setWasShown(true);
  if (!wasShown) return null;
  return (
    <div className="kept-view" inert={!isShown} hidden={!isShown}>
      <Activity mode={isShown ? "visible" : "hidden"}>{children}</Activity>
    </div>
  );
}
