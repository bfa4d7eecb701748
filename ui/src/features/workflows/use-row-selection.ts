import { useMemo, useState } from "react";
import { EMPTY_SELECTION, type GridSelection } from "@/components/grid-selection";
import { rowAfter } from "@/features/workflows/list-model";
import type { WorkflowList } from "@/features/workflows/use-list";
import { shownSelection } from "@/features/workflows/workflow-list";
import type { WorkflowId, WorkflowRow } from "@/ipc/bindings";

export interface WantedRow {
  id: WorkflowId;
}

/** Which rows are chosen, and which the preview shows. */
export function useRowSelection(list: WorkflowList) {
  const [kept, setSelection] = useState<GridSelection>(EMPTY_SELECTION);
  const [wanted, setWanted] = useState<WantedRow | null>(null);
  const { visible, byId } = list;
  const selection = useMemo(() => shownSelection(kept, visible), [kept, visible]);
  const chosen = useMemo(
    () =>
      selection.selected.size === 0 ? [] : visible.filter(({ id }) => selection.selected.has(id)),
    [selection, visible],
  );
  // While somebody types a search the preview stays, although its row may be gone from the list for a moment.
  const focused = kept.focused === null ? undefined : byId.get(kept.focused);
  const previewed = useMemo(
    (): readonly WorkflowRow[] => (chosen.length > 1 || !focused ? chosen : [focused]),
    [chosen, focused],
  );

  const chooseOnly = (id: WorkflowId | null) =>
    setSelection(
      id === null ? EMPTY_SELECTION : { selected: new Set([id]), focused: id, anchor: id },
    );
  return {
    selection,
    setSelection,
    chosen,
    previewed,
    /** The row to bring into view, once it is there; a new object each time. */
    wanted,
    /** Rows that came from elsewhere: they are chosen, and the first is brought into view. */
    present: (ids: readonly WorkflowId[]) => {
      const first = ids[0] ?? null;
      setWanted(first === null ? null : { id: first });
      setSelection({ selected: new Set(ids), focused: first, anchor: first });
    },
    /** After these are gone: the row below takes their place. */
    passOver: (ids: readonly WorkflowId[]) =>
      chooseOnly(
        rowAfter(
          visible.map((row) => row.id),
          new Set(ids),
        ),
      ),
    /** Back to the one row that the preview would show. */
    clear: () => chooseOnly(focused?.id ?? null),
  };
}
