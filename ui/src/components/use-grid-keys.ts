import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, RefObject } from "react";
import { type GridItem, gridMove, headId } from "@/components/grid-items";
import { choose, chooseAll, type SelectMode } from "@/components/grid-selection";
import type { VirtualGridProps } from "@/components/virtual-grid";

interface GridState<Row> {
  props: VirtualGridProps<Row>;
  items: readonly GridItem<Row>[];
  /** Index of the line with the tab stop. */
  current: number;
  rowHeight: number;
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  setFocusedLine: (id: string) => void;
}

/** What presses and keys do in a grid. */
export function useGridKeys<Row>(state: GridState<Row>) {
  const { props, items, current, scroller, virtualizer, setFocusedLine } = state;
  const rowOrder = () => items.flatMap((item) => (item.kind === "row" ? [item.id] : []));

  const goTo = (index: number, mode: SelectMode) => {
    const item = items[index];
    if (!item) return;
    setFocusedLine(item.id);
    virtualizer.scrollToIndex(index, { align: "auto" });
    focusLine(scroller.current, index);
    if (item.kind === "row")
      props.onSelectionChange(choose(props.selection, rowOrder(), item.id, mode));
  };

  const fold = (groupId: string, isFolded: boolean) => {
    setFocusedLine(headId(groupId));
    props.onFold?.(groupId, isFolded);
  };

  const move = (event: KeyboardEvent): boolean => {
    const page = Math.max(
      1,
      Math.floor((scroller.current?.clientHeight ?? 0) / state.rowHeight) - 2,
    );
    const to = gridMove(event.key, current, items.length, page);
    if (to === null) return false;
    goTo(to, event.shiftKey ? "extend" : event.ctrlKey || event.metaKey ? "focus" : "only");
    return true;
  };

  const actOnHead = (
    event: KeyboardEvent,
    item: Extract<GridItem<Row>, { kind: "head" }>,
  ): boolean => {
    const isFolded = item.group.isFolded ?? false;
    const folds =
      (event.key === "ArrowLeft" && !isFolded) ||
      (event.key === "ArrowRight" && isFolded) ||
      event.key === "Enter";
    if (folds && props.onFold) fold(item.group.id, !isFolded);
    return folds;
  };

  const actOnRow = (event: KeyboardEvent, { row }: { row: Row }): boolean => {
    if (event.ctrlKey || event.metaKey) return actWithMod(event.key.toLowerCase());
    switch (event.key) {
      case "Enter":
        props.onActivate?.(row);
        return props.onActivate !== undefined;
      case "Escape":
        if (props.selection.selected.size < 2) return false;
        goTo(current, "only");
        return true;
      case "ArrowLeft":
        return toOwnHead();
      default:
        return false;
    }
  };

  const actWithMod = (key: string): boolean => {
    if (key === " ") goTo(current, "toggle");
    else if (key === "a") props.onSelectionChange(chooseAll(props.selection, rowOrder()));
    else return false;
    return true;
  };

  const toOwnHead = (): boolean => {
    const head = items.slice(0, current).findLastIndex((item) => item.kind === "head");
    if (head >= 0) goTo(head, "focus");
    return head >= 0;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[current];
    // A button in the heads or in a row keeps its own keys.
    const isOnLine = event.target instanceof HTMLElement && event.target.matches(".grid-line");
    if (!item || !isOnLine || event.altKey || event.defaultPrevented) return;
    if (item.kind === "row") props.onRowKeyDown?.(event, item.row);
    if (event.defaultPrevented) return;
    if (move(event) || (item.kind === "head" ? actOnHead(event, item) : actOnRow(event, item)))
      event.preventDefault();
  };

  return { goTo, fold, onKeyDown };
}

/** At once if the line is drawn, else after the render that draws it. */
function focusLine(grid: HTMLElement | null, index: number) {
  const find = () => grid?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const line = find();
  if (line) line.focus({ preventScroll: true });
  else queueMicrotask(() => find()?.focus({ preventScroll: true }));
}
