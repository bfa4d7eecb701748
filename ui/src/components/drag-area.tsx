import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  PointerSensor,
  pointerWithin,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type PointerEvent, type ReactNode, useState } from "react";
import type { DragItem } from "@/components/grid-line";
import { useAnnounce } from "@/components/live-region";
import "./drag-area.css";

/** A mouse lifts after 4 px; the main button only. */
class MousePointer extends PointerSensor {
  static override activators = [
    {
      eventName: "onPointerDown" as const,
      handler: ({ nativeEvent: event }: PointerEvent) =>
        event.isPrimary && event.button === 0 && event.pointerType === "mouse",
    },
  ];
}

/** Touch and pen lift after 250 ms, so that scrolling still works. */
class TouchPointer extends PointerSensor {
  static override activators = [
    {
      eventName: "onPointerDown" as const,
      handler: ({ nativeEvent: event }: PointerEvent) =>
        event.isPrimary && event.pointerType !== "mouse",
    },
  ];
}

interface DragAreaProps {
  children: ReactNode;
  /** Something was dropped on the place with this id. */
  onDrop: (item: DragItem, placeId: string) => void;
}

/** Surrounds rows that can be dragged and the places that take them. There is always a menu that does the same. */
export function DragArea({ children, onDrop }: DragAreaProps) {
  const [lifted, setLifted] = useState<DragItem | null>(null);
  const announce = useAnnounce();
  const sensors = useSensors(
    useSensor(MousePointer, { activationConstraint: { distance: 4 } }),
    useSensor(TouchPointer, { activationConstraint: { delay: 250, tolerance: 6 } }),
  );
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
      <DragOverlay dropAnimation={null} style={AS_LARGE_AS_ITS_CARD}>
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

interface DropPlaceProps {
  /** Given to `onDrop`. */
  id: string;
  children: ReactNode;
  disabled?: boolean | undefined;
}

/** Any other place that takes what is dropped; tree lines have `dropId`. */
export function DropPlace({ id, children, disabled }: DropPlaceProps) {
  const { setNodeRef, isOver } = useDroppable({ id, disabled: disabled ?? false });
  return (
    <div ref={setNodeRef} className="drop-place" data-over={isOver || undefined}>
      {children}
    </div>
  );
}

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
