import { lazy, Suspense } from "react";
import type { LaunchWish } from "@/app/launching";
import type { Move } from "@/app/places";
import { Starting } from "@/app/starting";
import { usePanelSizes } from "@/app/use-panel-sizes";
import { useRunStates } from "@/app/use-run-states";
import { useSelectConnection } from "@/features/connections/queries";
import type { ConnectionView, RunId, WorkflowId } from "@/ipc/bindings";

const EditorScreen = lazy(() =>
  import("@/features/editor/editor-screen").then((it) => ({ default: it.EditorScreen })),
);

interface EditingProps {
  connection: ConnectionView;
  workflow: WorkflowId;
  /** The last run that was launched from here: its states appear on the blocks. */
  run: RunId | null;
  onMove: (move: Move) => void;
  onLaunch: (wish: LaunchWish) => void;
  onOpenRun: (run: RunId, title: string) => void;
}

/** The editor in the main window, read when it is first needed. */
export function Editing(props: EditingProps) {
  const { connection, workflow, onMove, onLaunch, onOpenRun } = props;
  const states = useRunStates(connection.id, props.run);
  const [sizes, setSizes] = usePanelSizes();
  const { mutate: select } = useSelectConnection();
  return (
    <Suspense fallback={<Starting />}>
      <EditorScreen
        connection={connection}
        workflow={workflow}
        onClose={() => onMove({ to: "edit", workflow: null })}
        onRun={(options) => onLaunch({ workflow, partial: options?.partial })}
        onOpenRun={(run) => onOpenRun(run, run)}
        onOpenWorkflow={(other) => {
          if (other.connection === connection.id) onMove({ to: "edit", workflow: other.workflow });
          else select(other.connection);
        }}
        states={states}
        sizes={sizes}
        onSizesChange={setSizes}
      />
    </Suspense>
  );
}
