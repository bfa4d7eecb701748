import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { DragState, DragStore } from "@/features/editor/drag/drag-store";

const DragContext = createContext<DragStore | null>(null);

export function DragProvider({ drag, children }: { drag: DragStore; children: ReactNode }) {
  return <DragContext value={drag}>{children}</DragContext>;
}

/** What drags blocks in this editor. */
export function useDrag(): DragStore {
  const drag = useContext(DragContext);
  if (drag === null) throw new Error("useDrag outside of a DragProvider");
  return drag;
}

/** A part of the drag's state; `read` must give the same object as long as nothing in it changed. */
export function useDragState<Part>(read: (state: DragState) => Part): Part {
  const drag = useDrag();
  return useSyncExternalStore(drag.subscribe, () => read(drag.read()));
}
