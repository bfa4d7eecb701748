import { type KeyboardEvent, type ReactNode, type Ref, useCallback, useMemo } from "react";
import type { DragItem } from "@/components/grid-line";
import { type GridSelection, withoutGone } from "@/components/grid-selection";
import { useLatest } from "@/components/use-latest";
import { useNow } from "@/components/use-now";
import { type GridHandle, VirtualGrid } from "@/components/virtual-grid";
import { useKinds } from "@/features/blocks/kinds";
import { listColumns, searchColumns } from "@/features/workflows/columns";
import type { SortColumn } from "@/features/workflows/list-model";
import type { ListView, ListViewAction } from "@/features/workflows/list-view";
import type { Commands } from "@/features/workflows/use-commands";
import type { WorkflowList as List } from "@/features/workflows/use-list";
import { nameOf } from "@/features/workflows/words";
import { DRAGGED_WORKFLOWS } from "@/features/workflows/workflow-drag";
import { WorkflowMenu } from "@/features/workflows/workflow-menu";
import type { WorkflowRow } from "@/ipc/bindings";
import { usePaintedMark } from "@/lib/painted";

interface WorkflowListProps {
  list: List;
  view: ListView;
  onView: (action: ListViewAction) => void;
  selection: GridSelection;
  onSelection: (selection: GridSelection) => void;
  /** The selected rows, in order. */
  chosen: readonly WorkflowRow[];
  commands: Commands;
  onTogglePreview: () => void;
  /** In the place of rows, or above them. */
  notice: ReactNode;
  ref: Ref<GridHandle>;
}

/** The list itself. */
export function WorkflowList(props: WorkflowListProps) {
  const { list, view, onView, chosen, commands } = props;
  const { hitsById } = list;
  const catalogue = useKinds();
  const now = useNow("minute");
  usePaintedMark("workflows", list.visible.length > 0);
  const columns = useMemo(
    () => (hitsById ? searchColumns(hitsById, now) : listColumns(catalogue, now)),
    [hitsById, catalogue, now],
  );
  const chosenRows = useLatest(chosen);
  // Rows ask for it when they are lifted; a new function would draw every row anew.
  const dragOf = useCallback(
    (row: WorkflowRow) => dragItem(chosenRows.current.includes(row) ? chosenRows.current : [row]),
    [chosenRows],
  );
  const onRowKeyDown = (event: KeyboardEvent, row: WorkflowRow) => {
    const rows = chosen.includes(row) ? chosen : [row];
    if (actOnKey(event, row, rows, props)) event.preventDefault();
  };
  return (
    <VirtualGrid
      ref={props.ref}
      label="Workflows"
      columns={columns}
      groups={list.groups}
      rowId={idOf}
      selection={props.selection}
      onSelectionChange={props.onSelection}
      onActivate={(row) => commands.run(row)}
      onFold={(group, isFolded) => onView({ type: "folded", group, isFolded })}
      sort={hitsById ? (view.searchSort ?? undefined) : view.sort}
      onSort={(column) =>
        onView({
          type: "columnPressed",
          column: column as SortColumn,
          isSearching: hitsById !== null,
        })
      }
      menuOf={(row) => (
        <WorkflowMenu
          rows={chosen.includes(row) ? chosen : [row]}
          folders={list.folders}
          commands={commands}
        />
      )}
      dragOf={dragOf}
      onRowKeyDown={onRowKeyDown}
      notice={props.notice}
    />
  );
}

/** Keys on a row that are none of the grid's; true when one was taken. */
function actOnKey(
  event: KeyboardEvent,
  row: WorkflowRow,
  rows: readonly WorkflowRow[],
  { commands, onTogglePreview }: WorkflowListProps,
): boolean {
  const isMod = event.ctrlKey || event.metaKey;
  if (event.key === " " && !isMod && !event.shiftKey) onTogglePreview();
  else if (event.key === "Delete" && !isMod) commands.remove(rows);
  else if (event.key === "Backspace" && event.metaKey) commands.remove(rows);
  else if (event.key.toLowerCase() === "d" && isMod) commands.duplicate(rows);
  else if (event.key === "Enter" && isMod && event.shiftKey) commands.runWithLastInputs(row);
  else if (event.key === "Enter" && isMod) commands.run(row);
  else return false;
  return true;
}

function dragItem(rows: readonly WorkflowRow[]): DragItem {
  return { kind: DRAGGED_WORKFLOWS, ids: rows.map(idOf), label: nameOf(rows) };
}

function idOf(row: WorkflowRow): string {
  return row.id;
}

/** The selection without rows that the list does not show, so that nothing unseen is moved or deleted. */
export function shownSelection(
  selection: GridSelection,
  visible: readonly WorkflowRow[],
): GridSelection {
  if (selection.selected.size === 0 && selection.focused === null) return selection;
  return withoutGone(selection, new Set(visible.map(idOf)));
}
