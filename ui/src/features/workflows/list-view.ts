/* How a person looks at the list: order, groups, folds and filters. A pure reducer. */
import type { GridSort } from "@/components/grid-head";
import {
  type Grouping,
  type ListFilter,
  NO_FILTER,
  type SortColumn,
} from "@/features/workflows/list-model";

export interface ListView {
  sort: GridSort;
  /** A column chosen while searching; null = the order of the search, best first. */
  searchSort: GridSort | null;
  grouping: Grouping;
  /** Ids of folded groups. */
  folded: ReadonlySet<string>;
  filter: ListFilter;
}

export const USUAL_VIEW: ListView = {
  sort: { column: "updated", descending: true },
  searchSort: null,
  grouping: "folder",
  folded: new Set(),
  filter: NO_FILTER,
};

export type ListViewAction =
  | { type: "columnPressed"; column: SortColumn; isSearching: boolean }
  | { type: "sorted"; sort: GridSort; isSearching: boolean }
  | { type: "grouped"; grouping: Grouping }
  | { type: "folded"; group: string; isFolded: boolean }
  | { type: "foldedAll"; groups: readonly string[] }
  | { type: "filtered"; filter: ListFilter }
  | { type: "searchEnded" };

export function reduceListView(view: ListView, action: ListViewAction): ListView {
  switch (action.type) {
    case "columnPressed":
      return pressColumn(view, action.column, action.isSearching);
    case "sorted":
      return action.isSearching
        ? { ...view, searchSort: action.sort }
        : { ...view, sort: action.sort };
    case "grouped":
      return { ...view, grouping: action.grouping };
    case "folded": {
      const folded = new Set(view.folded);
      if (action.isFolded) folded.add(action.group);
      else folded.delete(action.group);
      return { ...view, folded };
    }
    case "foldedAll":
      return { ...view, folded: new Set(action.groups) };
    case "filtered":
      return { ...view, filter: action.filter };
    case "searchEnded":
      return view.searchSort === null ? view : { ...view, searchSort: null };
  }
}

/** The first press takes the usual direction, the second the other; a third one leads a search back to its own order. */
function pressColumn(view: ListView, column: SortColumn, isSearching: boolean): ListView {
  const before = isSearching ? view.searchSort : view.sort;
  const isSame = before?.column === column;
  const descending = isSame ? !before.descending : isUsuallyDescending(column);
  if (!isSearching) return { ...view, sort: { column, descending } };
  const isThird = isSame && before.descending !== isUsuallyDescending(column);
  return { ...view, searchSort: isThird ? null : { column, descending } };
}

/** Titles from A; what is newest, longest or most comes first. */
export function isUsuallyDescending(column: SortColumn): boolean {
  return column !== "title";
}
