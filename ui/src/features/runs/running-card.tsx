import { useQuery } from "@tanstack/react-query";
import { newestRunningQuery } from "@/features/runs/queries";
import type { ConnectionView, RunId } from "@/ipc/bindings";

interface RunningCardProps {
  connection: ConnectionView;
  onOpenRun: (run: RunId, title: string) => void;
}

/** The newest run under way, at the foot of the sidebar. Draws nothing while there is none. */
export function RunningCard({ connection, onOpenRun }: RunningCardProps) {
  const run = useQuery(newestRunningQuery(connection.id)).data?.run;
  if (!run) return null;
  return (
    <button type="button" onClick={() => onOpenRun(run.id, run.title)}>
      {run.title}
    </button>
  );
}
