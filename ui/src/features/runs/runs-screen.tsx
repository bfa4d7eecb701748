import { useQuery } from "@tanstack/react-query";
import { runsKey } from "@/features/runs/queries";
import type { ConnectionView, LaunchInput, RunId, WorkflowId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

export interface RunsScreenProps {
  connection: ConnectionView;
  /** Shows the runs of this workflow only; null shows all. */
  workflow: WorkflowId | null;
  onWorkflowChange: (workflow: WorkflowId | null) => void;
  onOpenRun: (run: RunId, title: string) => void;
  onLaunch: (workflow: WorkflowId, version?: number, prefill?: LaunchInput[]) => void;
}

/** All runs of a connection, newest first. */
export function RunsScreen({ connection, workflow, onOpenRun }: RunsScreenProps) {
  const { data } = useQuery({
    queryKey: [...runsKey(connection.id), workflow],
    queryFn: () =>
      host.runs(connection.id, { text: "", statuses: [], workflow, offset: 0, limit: 100 }),
  });
  return (
    <ul>
      {data?.rows.map((run) => (
        <li key={run.id}>
          <button type="button" onClick={() => onOpenRun(run.id, run.title)}>
            {run.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
