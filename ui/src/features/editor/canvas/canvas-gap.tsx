import { Plus } from "lucide-react";
import { memo } from "react";
import { Icon } from "@/components/icon";
import type { LaidGap } from "@/features/editor/canvas/boxes";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { useDrag, useDragState } from "@/features/editor/drag/drag-context";
import { slotWords } from "@/features/editor/drag/drag-words";
import { useEditorUi } from "@/features/editor/screen/editor-ui";

/** The `+` on a connector, shown on hover. */
export const GapButton = memo(
  ({ gap }: { gap: LaidGap }) => {
    const { commands } = useEditorUi();
    const after = useDraftState(({ nodes }) => nodes.get(gap.gap.after ?? "")?.label);
    return (
      <button
        type="button"
        className="canvas-plus"
        style={{ transform: `translate(${gap.x - 24}px, ${gap.y - 12}px)` }}
        tabIndex={-1}
        aria-label={after === undefined ? "Add a block here" : `Add a block after ${after}`}
        onClick={() => commands.addHere(gap.gap)}
      >
        <span>
          <Icon icon={Plus} size={12} />
        </span>
      </button>
    );
  },
  ({ gap: one }, { gap: other }) => one.id === other.id && one.x === other.x && one.y === other.y,
);
GapButton.displayName = "GapButton";

/** The line that shows where something would go, and what speaks against it. */
export function SlotLine({ gap }: { gap: LaidGap }) {
  const drag = useDrag();
  const state = useDragState((state) => state);
  const verdict = state.lifted ? drag.verdictOf(gap.gap) : null;
  const refused = verdict?.refused ?? null;
  const warning = verdict?.warning ?? null;
  return (
    <div
      className="drop-slot"
      data-refused={refused !== null || undefined}
      style={{ width: gap.w, transform: `translate(${gap.x - gap.w / 2}px, ${gap.y - 11}px)` }}
      aria-hidden="true"
    >
      <span>{refused ?? (state.lifted ? slotWords(state) : "Add a block here")}</span>
      {refused === null && warning !== null && <span data-warning="">{warning}</span>}
    </div>
  );
}
