import { gapId, type Structure } from "@/features/editor/draft/structure";
import { useDrag, useDragState } from "@/features/editor/drag/drag-context";
import { isHome } from "@/features/editor/drag/drag-store";
import { useEditorUi } from "@/features/editor/screen/editor-ui";

/** The place that is marked, and whether it opens: one that is refused does not, nor the one it came from. */
export function useOpenGap(structure: Structure) {
  const drag = useDrag();
  const { addAt } = useEditorUi();
  const marked = useDragState((state) => {
    if (!state.lifted || !state.target) return null;
    return isHome(structure, state, state.target) ? null : gapId(state.target);
  });
  const isRefused = useDragState(
    ({ target }) => target !== null && (drag.verdictOf(target)?.refused ?? null) !== null,
  );
  const adding = useDragState(({ lifted }) => lifted === null) && addAt ? gapId(addAt) : null;
  const shown = marked ?? adding;
  return { shown, open: isRefused ? null : shown };
}
