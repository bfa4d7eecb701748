import { useQuery } from "@tanstack/react-query";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { statusLook } from "@/components/status";
import { pastRunsQuery } from "@/features/launch/queries";
import type { ConnectionId, PartialRun, RunRow, WorkflowId } from "@/ipc/bindings";
import { formatAmount, formatMoment } from "@/lib/format";
import "./partial-choice.css";

interface PartialChoiceProps {
  connection: ConnectionId;
  workflow: WorkflowId;
  partial: PartialRun;
  onChange: (partial: PartialRun) => void;
}

const NONE = "";

/** A run of some blocks only: which, and whose outputs stand for the blocks before them. */
export function PartialChoice({ connection, workflow, partial, onChange }: PartialChoiceProps) {
  const runs = useQuery(pastRunsQuery(connection, workflow)).data ?? [];
  const options = [
    { value: NONE, label: "No outputs of other blocks" },
    ...runs.map((run) => ({ value: run.id, label: runName(run) })),
  ];
  return (
    <div className="partial-choice">
      <p>
        Runs {formatAmount(partial.blocks.length, "block")} only:{" "}
        <span className="mono">{partial.blocks.join(", ")}</span>
      </p>
      <Field label="Outputs of the blocks before">
        <Select
          value={partial.outputsOf ?? NONE}
          onChange={(value) => onChange({ ...partial, outputsOf: value === NONE ? null : value })}
          options={options}
        />
      </Field>
    </div>
  );
}

function runName(run: RunRow): string {
  const when = run.createdAt === null ? run.id : formatMoment(run.createdAt, Date.now());
  return `Run of ${when} · ${statusLook(run.status).word}`;
}
