import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type GridColumn, GridHead, type GridSort } from "@/components/grid-head";
import {
  type GridGroup,
  type GridItem,
  gridItems,
  HEAD_HEIGHT,
  stickyHead,
} from "@/components/grid-items";
import { type DragItem, GridLine, type LineActs } from "@/components/grid-line";
import type { GridSelection, SelectMode } from "@/components/grid-selection";
import { ContextMenu } from "@/components/menu";
import { useGridKeys } from "@/components/use-grid-keys";
import { useLatest } from "@/components/use-latest";
import { type Motion, rangeInMotion, rangeWith } from "@/components/virtual-range";
import "./virtual-grid.css";

export interface GridHandle {
  /** Puts the focus on the current row, or the first. */
  focus: () => void;
  reveal: (rowId: string) => void;
}

export interface VirtualGridProps<Row> {
  /** Accessible name. */
  label: string;
  /** Keep the array the same between renders: rows are redrawn when it changes. */
  columns: readonly GridColumn<Row>[];
  /** In the order of the screen. A single group with the label "" shows no head. */
  groups: readonly GridGroup<Row>[];
  rowId: (row: Row) => string;
  /** Keep it in state as `EMPTY_SELECTION`; `selected` for what is chosen, `focused` for what a preview shows. */
  selection: GridSelection;
  onSelectionChange: (selection: GridSelection) => void;
  /** Enter or double click. */
  onActivate?: ((row: Row) => void) | undefined;
  /** A group was folded or unfolded. Without it groups cannot be folded. */
  onFold?: ((groupId: string, isFolded: boolean) => void) | undefined;
  sort?: GridSort | undefined;
  onSort?: ((columnId: string) => void) | undefined;
  /** Pixels; 34 by default. */
  rowHeight?: number | undefined;
  /** Items of the context menu; the row is part of the selection by then. */
  menuOf?: ((row: Row) => ReactNode) | undefined;
  /** Makes rows draggable inside a `DragArea`. */
  dragOf?: ((row: Row) => DragItem) | undefined;
  /** Other keys on a row, such as Delete; `preventDefault` when one is taken. */
  onRowKeyDown?: ((event: KeyboardEvent, row: Row) => void) | undefined;
  /** In the place of the rows: `SkeletonRows`, or an `EmptyState` with `inline`. A `Banner` stands above the grid. */
  notice?: ReactNode;
  ref?: Ref<GridHandle> | undefined;
}

/**
 * A list of any length with columns, groups, one tab stop and multiple selection. Arrow keys move, Shift extends,
 * Ctrl moves or adds, Enter opens. Only what is in view is drawn, with enough beyond it that no row is ever blank.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { columns, groups, rowId, selection, rowHeight = 34 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => gridItems(groups, rowId), [groups, rowId]);
  const [focusedLine, setFocusedLine] = useState<string | null>(null);
  const [menuRow, setMenuRow] = useState<Row | null>(null);
  const current = currentLine(items, focusedLine, selection.focused);
  const tracks = useMemo(() => columns.map((column) => column.width).join(" "), [columns]);
  const virtualizer = useGridVirtualizer(items, scroller, rowHeight, current);

  const keys = useGridKeys({
    props,
    items,
    current,
    rowHeight,
    scroller,
    virtualizer,
    setFocusedLine,
  });
  useImperativeHandle(props.ref, () => ({
    focus: () => keys.goTo(current, "focus"),
    reveal: (id) => {
      const index = items.findIndex((item) => item.id === id);
      if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
    },
  }));

  const acts = useLatest<LineActs<Row>>({
    press: (index: number, mode: SelectMode) => keys.goTo(index, mode),
    fold: keys.fold,
    activate: (row) => props.onActivate?.(row),
    openMenu: (index, row) => {
      if (!selection.selected.has(rowId(row))) keys.goTo(index, "only");
      // Before the same event reaches the menu, which opens only if there are items.
      flushSync(() => setMenuRow(() => row));
    },
  });
  const sticky = stickyHead(items, virtualizer.range?.startIndex ?? 0);
  const grid = (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={props.label}
      aria-multiselectable="true"
      aria-rowcount={items.length + 1}
      aria-colcount={columns.length}
      tabIndex={items.length === 0 ? 0 : -1}
      style={{ "--grid-tracks": tracks } as CSSProperties}
      onKeyDown={keys.onKeyDown}
      onContextMenuCapture={() => setMenuRow(null)}
    >
      <GridHead columns={columns} sort={props.sort} onSort={props.onSort} />
      {props.notice}
      <div role="rowgroup" className="grid-body" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((place) => {
          const item = items[place.index];
          if (!item) return null;
          return (
            <GridLine
              key={item.id}
              item={item}
              index={place.index}
              start={place.start}
              height={item.kind === "head" ? HEAD_HEIGHT : rowHeight}
              isSticky={place.index === sticky}
              isTabStop={place.index === current}
              isSelected={item.kind === "row" && selection.selected.has(item.id)}
              columns={columns}
              canFold={props.onFold !== undefined}
              dragOf={props.dragOf}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
  if (!props.menuOf) return grid;
  return <ContextMenu menu={menuRow === null ? null : props.menuOf(menuRow)}>{grid}</ContextMenu>;
}

function useGridVirtualizer<Row>(
  items: readonly GridItem<Row>[],
  scroller: RefObject<HTMLDivElement | null>,
  rowHeight: number,
  current: number,
) {
  const motion = useRef<Motion | null>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === "head" ? HEAD_HEIGHT : rowHeight),
    getItemKey: (index) => items[index]?.id ?? index,
    // Column heads and the head of the group lie over the first rows.
    scrollPaddingStart: 2 * HEAD_HEIGHT,
    scrollPaddingEnd: HEAD_HEIGHT,
    rangeExtractor: (range) =>
      rangeWith(rangeInMotion(range, motion.current), [
        current,
        stickyHead(items, range.startIndex),
      ]),
  });
  motion.current = virtualizer;
  return virtualizer;
}

/** The line with the tab stop: the one last focused, else the one the selection is on, else the first. */
function currentLine<Row>(
  items: readonly GridItem<Row>[],
  line: string | null,
  row: string | null,
): number {
  const find = (id: string | null) =>
    id === null ? -1 : items.findIndex((item) => item.id === id);
  const focused = find(line);
  if (focused >= 0) return focused;
  return Math.max(0, find(row));
}
