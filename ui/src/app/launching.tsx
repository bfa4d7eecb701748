import { lazy, Suspense } from "react";
import type { ConnectionView, LaunchInput, PartialRun, RunId, WorkflowId } from "@/ipc/bindings";

const LaunchDialog = lazy(() =>
  import("@/features/launch/launch-dialog").then((it) => ({ default: it.LaunchDialog })),
);

/** A workflow that a person wants to run. */
export interface LaunchWish {
  workflow: WorkflowId;
  /** Absent = the newest. */
  version?: number | undefined;
  /** In place of the inputs of the last time. */
  prefill?: LaunchInput[] | undefined;
  /** Only these blocks. */
  partial?: PartialRun | undefined;
}

interface LaunchingProps {
  connection: ConnectionView;
  wish: LaunchWish;
  onClose: () => void;
  onStarted: (run: RunId) => void;
}

/** The launch dialog, read when it is first needed. */
export function Launching({ connection, wish, onClose, onStarted }: LaunchingProps) {
  return (
    <Suspense fallback={null}>
      <LaunchDialog
        connection={connection}
        workflow={wish.workflow}
        version={wish.version}
        prefill={wish.prefill}
        partial={wish.partial}
        onClose={onClose}
        onStarted={onStarted}
      />
    </Suspense>
  );
}
