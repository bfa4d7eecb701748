import { AppWindow, Copy, Filter, Play, RotateCw, Square } from "lucide-react";
import { MenuItem, MenuSeparator } from "@/components/menu";
import { canCancel, canRetry } from "@/features/runs/run-words";
import type { RunActions } from "@/features/runs/use-run-actions";
import type { RunRow, WorkflowId } from "@/ipc/bindings";
import { formatAmount, formatCount } from "@/lib/format";

interface RunMenuProps {
  /** One or more. */
  rows: readonly RunRow[];
  actions: RunActions;
  onOpen: (row: RunRow) => void;
  onLaunch: (workflow: WorkflowId) => void;
  /** Shows the runs of one workflow only. */
  onOnlyWorkflow: (workflow: WorkflowId) => void;
}

/** What can be done with the selected runs. */
export function RunMenu({ rows, actions, ...ways }: RunMenuProps) {
  const running = rows.filter(canCancel);
  const over = rows.filter(canRetry);
  const only = rows.length === 1 ? rows[0] : undefined;
  return (
    <>
      {only && <OneRunItems row={only} {...ways} />}
      {running.length > 0 && (
        <MenuItem icon={Square} danger onSelect={() => actions.cancel(running)}>
          {only ? "Cancel run…" : `Cancel ${formatAmount(running.length, "run")}…`}
        </MenuItem>
      )}
      {over.length > 0 && (
        <MenuItem icon={RotateCw} onSelect={() => actions.retry(over)}>
          {only ? "Retry with same inputs" : `Retry ${formatAmount(over.length, "run")}…`}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={Copy} keys="mod+c" onSelect={() => actions.copyIds(rows)}>
        {only ? "Copy id" : `Copy ${formatCount(rows.length)} ids`}
      </MenuItem>
    </>
  );
}

function OneRunItems(props: Omit<RunMenuProps, "rows" | "actions"> & { row: RunRow }) {
  const { row, onOpen, onLaunch, onOnlyWorkflow } = props;
  const { workflow } = row;
  return (
    <>
      <MenuItem icon={AppWindow} keys="enter" onSelect={() => onOpen(row)}>
        Open
      </MenuItem>
      {workflow !== null && (
        <>
          <MenuItem icon={Play} onSelect={() => onLaunch(workflow)}>
            Run workflow…
          </MenuItem>
          <MenuItem icon={Filter} onSelect={() => onOnlyWorkflow(workflow)}>
            Only this workflow
          </MenuItem>
        </>
      )}
    </>
  );
}
