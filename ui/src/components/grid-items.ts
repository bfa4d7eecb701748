import type { ReactNode } from "react";

export interface GridGroup<Row> {
  id: string;
  /** In words, for assistive technology. */
  label: string;
  /** What is shown in the head; the label by default. */
  title?: ReactNode;
  rows: readonly Row[];
  isFolded?: boolean | undefined;
}

/** One line of the grid, in the order of the screen. */
export type GridItem<Row> =
  | { kind: "head"; id: string; group: GridGroup<Row> }
  | { kind: "row"; id: string; row: Row };

export const HEAD_HEIGHT = 28;

/** Heads and rows in one list. A single group without a label has no head. */
export function gridItems<Row>(
  groups: readonly GridGroup<Row>[],
  rowId: (row: Row) => string,
): GridItem<Row>[] {
  const items: GridItem<Row>[] = [];
  for (const group of groups) {
    if (group.label !== "") items.push({ kind: "head", id: headId(group.id), group });
    if (group.isFolded) continue;
    for (const row of group.rows) items.push({ kind: "row", id: rowId(row), row });
  }
  return items;
}

/** Group ids and row ids may be alike. */
export function headId(groupId: string): string {
  return `group\n${groupId}`;
}

/** The head that stays at the top while its rows scroll: the last one at or above the first visible line. */
export function stickyHead<Row>(items: readonly GridItem<Row>[], firstVisible: number): number {
  for (let index = Math.min(firstVisible, items.length - 1); index >= 0; index -= 1) {
    if (items[index]?.kind === "head") return index;
  }
  return -1;
}

/** Where a key leads from a line; null for keys that do not move. `page` is the number of lines in view. */
export function gridMove(key: string, index: number, count: number, page: number): number | null {
  const to = (place: number) => Math.min(count - 1, Math.max(0, place));
  switch (key) {
    case "ArrowDown":
      return to(index + 1);
    case "ArrowUp":
      return to(index - 1);
    case "PageDown":
      return to(index + page);
    case "PageUp":
      return to(index - page);
    case "Home":
      return to(0);
    case "End":
      return to(count - 1);
    default:
      return null;
  }
}
