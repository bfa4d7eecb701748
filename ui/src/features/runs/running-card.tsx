import { useQuery } from "@tanstack/react-query";
import { NowCard } from "@/components/sidebar";
import { StatusGlyph, statusLook } from "@/components/status";
import { Elapsed } from "@/components/time";
import { newestRunningQuery } from "@/features/runs/queries";
import { beganAt, triggerWords } from "@/features/runs/run-words";
import { useRunsEvents } from "@/features/runs/use-runs-events";
import type { ConnectionView, RunId, RunRow } from "@/ipc/bindings";

interface RunningCardProps {
  connection: ConnectionView;
  onOpenRun: (run: RunId, title: string) => void;
}

/** The newest run under way, at the foot of the sidebar. Draws nothing while there is none. */
export function RunningCard({ connection, onOpenRun }: RunningCardProps) {
  useRunsEvents();
  const { data } = useQuery(newestRunningQuery(connection.id));
  const run = data?.run;
  if (!data || !run) return null;
  const since = beganAt(run);
  return (
    <NowCard
      glyph={<StatusGlyph status={run.status} />}
      title={run.title}
      aux={since && <Elapsed since={since} />}
      onOpen={() => onOpenRun(run.id, run.title)}
    >
      {secondLine(run, data.running - 1)}
    </NowCard>
  );
}

/** "Running · Schedule", "Running · 2 more". */
function secondLine(run: RunRow, others: number): string {
  const more = others > 0 ? `${others} more` : triggerWords(run.trigger);
  return [statusLook(run.status).word, more].filter(Boolean).join(" · ");
}
