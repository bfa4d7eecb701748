import { type KeyboardEvent, type ReactNode, type Ref, useMemo } from "react";
import { type GridSelection, withoutGone } from "@/components/grid-selection";
import { useMediaQuery } from "@/components/use-media-query";
import { useNow } from "@/components/use-now";
import { type GridHandle, VirtualGrid } from "@/components/virtual-grid";
import { COLUMNS } from "@/features/runs/columns";
import { dayOf, groupByDay } from "@/features/runs/run-days";
import { RunMenu } from "@/features/runs/run-menu";
import type { RunActions } from "@/features/runs/use-run-actions";
import type { RunRow, WorkflowId } from "@/ipc/bindings";

interface RunsListProps {
  rows: readonly RunRow[];
  selection: GridSelection;
  onSelection: (selection: GridSelection) => void;
  /** The selected rows, in order. */
  chosen: readonly RunRow[];
  actions: RunActions;
  onOpen: (row: RunRow) => void;
  onLaunch: (workflow: WorkflowId) => void;
  onOnlyWorkflow: (workflow: WorkflowId) => void;
  notice: ReactNode;
  ref: Ref<GridHandle>;
}

/** The list itself, by days. */
export function RunsList(props: RunsListProps) {
  const { rows, chosen, actions } = props;
  const isNarrow = useMediaQuery("(max-width: 1000px)");
  const today = dayOf(useNow("minute"));
  const groups = useMemo(() => groupByDay(rows, today), [rows, today]);
  const ofRow = (row: RunRow) => (chosen.includes(row) ? chosen : [row]);
  const onRowKeyDown = (event: KeyboardEvent, row: RunRow) => {
    const isCopy = event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey);
    if (!isCopy || event.shiftKey) return;
    actions.copyIds(ofRow(row));
    event.preventDefault();
  };
  return (
    <VirtualGrid
      ref={props.ref}
      label="Runs"
      columns={isNarrow ? NARROW : COLUMNS}
      groups={groups}
      rowId={idOf}
      selection={props.selection}
      onSelectionChange={props.onSelection}
      onActivate={props.onOpen}
      menuOf={(row) => (
        <RunMenu
          rows={ofRow(row)}
          actions={actions}
          onOpen={props.onOpen}
          onLaunch={props.onLaunch}
          onOnlyWorkflow={props.onOnlyWorkflow}
        />
      )}
      onRowKeyDown={onRowKeyDown}
      notice={props.notice}
    />
  );
}

/** Where there is little room it goes to what tells runs apart. */
const NARROW = COLUMNS.filter(({ id }) => id !== "id" && id !== "trigger");

function idOf(row: RunRow): string {
  return row.id;
}

/** The selection without rows that the list does not show, so that nothing unseen is cancelled. */
export function shownSelection(selection: GridSelection, rows: readonly RunRow[]): GridSelection {
  if (selection.selected.size === 0 && selection.focused === null) return selection;
  return withoutGone(selection, new Set(rows.map(idOf)));
}
