import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  type Modifier,
  PointerSensor,
  type PointerSensorProps,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useState } from "react";
import type { DragItem } from "@/components/grid-line";
import { useAnnounce } from "@/components/live-region";
import "./drag-area.css";

/** A mouse lifts after 4 px; touch and pen after 250 ms, so that scrolling still works. */
class AnyPointer extends PointerSensor {
  constructor(props: PointerSensorProps) {
    const isMouse = props.event instanceof PointerEvent && props.event.pointerType === "mouse";
    const activationConstraint = isMouse ? { distance: 4 } : { delay: 250, tolerance: 6 };
    super({ ...props, options: { ...props.options, activationConstraint } });
  }
}

interface DragAreaProps {
  children: ReactNode;
  /** Something was dropped on the place with this id. */
  onDrop: (item: DragItem, placeId: string) => void;
}

/** Surrounds rows that can be dragged and the places that take them: tree lines with a `dropId`. There is always a menu that does the same. */
export function DragArea({ children, onDrop }: DragAreaProps) {
  const [lifted, setLifted] = useState<DragItem | null>(null);
  const announce = useAnnounce();
  const sensors = useSensors(useSensor(AnyPointer));
  const onDragStart = (event: DragStartEvent) => {
    const item = itemOf(event);
    setLifted(item);
    if (item) announce(`${item.label} lifted. Escape cancels.`);
  };
  const onDragEnd = (event: DragEndEvent) => {
    setLifted(null);
    const item = itemOf(event);
    if (item && event.over) onDrop(item, String(event.over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => {
        setLifted(null);
        announce("Cancelled");
      }}
      accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: "" } }}
    >
      {children}
      <DragOverlay dropAnimation={null} style={AS_LARGE_AS_ITS_CARD} modifiers={BESIDE_THE_POINTER}>
        {lifted && <DragCard item={lifted} />}
      </DragOverlay>
    </DndContext>
  );
}

function DragCard({ item }: { item: DragItem }) {
  return (
    <span className="drag-card">
      <span className="truncate">{item.label}</span>
      {item.ids.length > 1 && <span className="drag-count">{item.ids.length}</span>}
    </span>
  );
}

/** A row is much wider than its card: the card moves beside the pointer and not at the start of the row. */
const BESIDE_THE_POINTER: Modifier[] = [
  ({ activatorEvent, activeNodeRect, transform }) => {
    if (!(activatorEvent instanceof PointerEvent) || !activeNodeRect) return transform;
    return {
      ...transform,
      x: transform.x + activatorEvent.clientX - activeNodeRect.left + 12,
      y: transform.y + activatorEvent.clientY - activeNodeRect.top + 8,
    };
  },
];

/** dnd-kit gives the overlay the size of the row that was lifted. */
const AS_LARGE_AS_ITS_CARD = { width: "max-content", height: "auto" };

/** The one live region of the window speaks instead. */
const SILENT = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

function itemOf(event: DragStartEvent | DragEndEvent): DragItem | null {
  const data = event.active.data.current as { itemOf?: () => DragItem | undefined } | undefined;
  return data?.itemOf?.() ?? null;
}
