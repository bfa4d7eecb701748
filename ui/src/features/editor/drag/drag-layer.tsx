import { GripVertical } from "lucide-react";
import { createPortal } from "react-dom";
import { Icon } from "@/components/icon";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { SummaryText } from "@/features/editor/canvas/summary-text";
import { useNode } from "@/features/editor/draft/draft-context";
import { useDrag, useDragState } from "@/features/editor/drag/drag-context";
import type { Lifted } from "@/features/editor/drag/drag-store";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import "./drag-layer.css";

/** The lifted card, over everything, moved by whoever drags it. */
export function DragLayer() {
  const drag = useDrag();
  const lifted = useDragState((state) =>
    state.by === "pointer" && !state.isSettling ? state.lifted : null,
  );
  if (!lifted) return null;
  const attach = (element: HTMLElement | null) => {
    drag.layer = element;
    drag.moveLayer(drag.at.x, drag.at.y);
  };
  return createPortal(
    <div ref={attach} className="drag-layer" aria-hidden="true">
      <LiftedCard lifted={lifted} />
    </div>,
    document.body,
  );
}

function LiftedCard({ lifted }: { lifted: Lifted }) {
  const { kinds } = useEditorUi();
  const first = useNode(lifted.type === "blocks" ? (lifted.keys[0] ?? "") : "");
  const kind = lifted.type === "kind" ? lifted.kind : (first?.kind ?? "");
  const count = lifted.type === "blocks" ? lifted.keys.length : 1;
  const summary = first?.summary || kinds.find(kind).title;
  return (
    <div className="lifted-card">
      <KindGlyph kind={kind} catalogue={kinds} size={26} />
      <span className="block-words">
        <span className={lifted.type === "kind" ? "truncate" : "block-label truncate"}>
          {count > 1 ? (first?.label ?? lifted.name) : lifted.name}
        </span>
        {lifted.type === "blocks" && (
          <span className="block-summary truncate">
            <SummaryText text={summary} unknownNames="" />
          </span>
        )}
      </span>
      <span className="block-marks">
        {count > 1 ? (
          <span className="lifted-count">{count}</span>
        ) : (
          <Icon icon={GripVertical} size={14} />
        )}
      </span>
    </div>
  );
}
