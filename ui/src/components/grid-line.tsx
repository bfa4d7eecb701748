import { useDraggable } from "@dnd-kit/core";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type CSSProperties, memo, type PointerEventHandler } from "react";
import type { GridColumn } from "@/components/grid-head";
import type { GridGroup, GridItem } from "@/components/grid-items";
import { modeOf, type SelectMode } from "@/components/grid-selection";
import { Icon } from "@/components/icon";

/** What is carried while a row is dragged. */
export interface DragItem {
  /** So that a place can tell whether it takes it: "workflows". */
  kind: string;
  ids: readonly string[];
  /** What moves under the pointer: the title, or "3 workflows". */
  label: string;
}

export interface LineActs<Row> {
  press: (index: number, mode: SelectMode) => void;
  fold: (groupId: string, isFolded: boolean) => void;
  activate: (row: Row) => void;
  openMenu: (index: number, row: Row) => void;
}

interface GridLineProps<Row> {
  item: GridItem<Row>;
  index: number;
  start: number;
  height: number;
  isSticky: boolean;
  isTabStop: boolean;
  isSelected: boolean;
  columns: readonly GridColumn<Row>[];
  canFold: boolean;
  dragOf: ((row: Row) => DragItem) | undefined;
  acts: { readonly current: LineActs<Row> };
}

function LineOf<Row>(props: GridLineProps<Row>) {
  const { item } = props;
  if (item.kind === "head") return <HeadLine {...props} group={item.group} />;
  return props.dragOf ? (
    <DraggableLine {...props} row={item.row} />
  ) : (
    <RowLine {...props} row={item.row} />
  );
}

/** One line of a grid: the head of a group, or a row. */
export const GridLine = memo(LineOf) as typeof LineOf;

function HeadLine<Row>(props: GridLineProps<Row> & { group: GridGroup<Row> }) {
  const { group, canFold, acts, index } = props;
  const isFolded = group.isFolded ?? false;
  const state = canFold ? (isFolded ? ", folded" : ", unfolded") : "";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys
    <div
      className="grid-line grid-group"
      role="row"
      data-index={index}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-rowindex={index + 2}
      aria-label={`${group.label}, ${group.rows.length}${state}`}
      style={placeOf(props)}
      data-sticky={props.isSticky || undefined}
      onClick={() => {
        acts.current.press(index, "focus");
        if (canFold) acts.current.fold(group.id, !isFolded);
      }}
    >
      <div role="gridcell" className="grid-group-title">
        {canFold && <Icon icon={isFolded ? ChevronRight : ChevronDown} size={14} />}
        {group.title ?? group.label}
        <span className="grid-group-count">{group.rows.length}</span>
      </div>
    </div>
  );
}

function DraggableLine<Row>(props: GridLineProps<Row> & { row: Row }) {
  const { item, row, dragOf } = props;
  // The item is asked for when it is dropped, so that it carries the selection of that moment.
  const drag = useDraggable({ id: item.id, data: { itemOf: () => dragOf?.(row) } });
  return (
    <RowLine
      {...props}
      dragRef={drag.setNodeRef}
      isDragged={drag.isDragging}
      onPointerDown={drag.listeners?.onPointerDown as PointerEventHandler | undefined}
    />
  );
}

interface RowLineProps<Row> extends GridLineProps<Row> {
  row: Row;
  dragRef?: (element: HTMLElement | null) => void;
  isDragged?: boolean;
  onPointerDown?: PointerEventHandler | undefined;
}

function RowLine<Row>(props: RowLineProps<Row>) {
  const { row, index, columns, acts, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys
    <div
      ref={props.dragRef}
      className="grid-line grid-columns"
      role="row"
      data-index={index}
      data-dragged={props.isDragged || undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={placeOf(props)}
      onPointerDown={props.onPointerDown}
      onClick={(event) => acts.current.press(index, modeOf(event))}
      onDoubleClick={() => acts.current.activate(row)}
      onContextMenuCapture={() => acts.current.openMenu(index, row)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" data-align={column.align} data-tone={column.tone}>
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** A sticky head leaves the absolute flow and holds to the lower edge of the column heads. */
function placeOf({
  isSticky,
  start,
  height,
}: {
  isSticky: boolean;
  start: number;
  height: number;
}): CSSProperties {
  return isSticky ? { height } : { height, top: start };
}
