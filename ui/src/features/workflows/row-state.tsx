import { PencilLine } from "lucide-react";
import { Icon } from "@/components/icon";
import { StatusGlyph } from "@/components/status";
import { type LastRun, lastRunOf } from "@/features/workflows/list-model";
import type { WorkflowRow } from "@/ipc/bindings";
import "./row-state.css";

/** States of the newest run that somebody may have to do something about; a completed one is left to the spark. */
const TELLING: ReadonlySet<LastRun> = new Set(["active", "failed", "timedOut", "terminated"]);

/** The one glyph before a title: the newest run where it matters, else that the workflow is a draft. */
export function RowState({ row }: { row: WorkflowRow }) {
  const last = row.recent.at(-1);
  if (last && TELLING.has(lastRunOf(row))) return <StatusGlyph status={last.status} />;
  if (row.status !== "draft") return null;
  return (
    <span className="draft-mark" role="img" aria-label="Draft" title="Draft">
      <Icon icon={PencilLine} size={14} />
    </span>
  );
}
