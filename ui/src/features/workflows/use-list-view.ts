import { useReducer } from "react";
import { useKeptView } from "@/features/workflows/kept-view";
import { type ListViewAction, reduceListView, USUAL_VIEW } from "@/features/workflows/list-view";

/** How the list is looked at. Order, groups and the preview are as they were left, also after a restart. */
export function useListView() {
  const [view, dispatch] = useReducer(reduceListView, USUAL_VIEW);
  const [kept, keep] = useKeptView(({ sort, grouping }) => {
    if (sort) dispatch({ type: "sorted", sort, isSearching: false });
    if (grouping) dispatch({ type: "grouped", grouping });
  });
  const onView = (action: ListViewAction) => {
    const next = reduceListView(view, action);
    dispatch(action);
    if (next.sort !== view.sort || next.grouping !== view.grouping) {
      keep({ sort: next.sort, grouping: next.grouping });
    }
  };
  return { view, onView, kept, keep };
}
