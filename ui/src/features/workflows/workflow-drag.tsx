import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DragArea } from "@/components/drag-area";
import { targetFolder } from "@/features/workflows/folder-choice";
import { workflowsQuery } from "@/features/workflows/queries";
import { useMove } from "@/features/workflows/use-move";
import type { ConnectionView, FolderId } from "@/ipc/bindings";

/** The kind of what is dragged from the list. */
export const DRAGGED_WORKFLOWS = "workflows";

const PLACE = "folder:";

interface WorkflowDragProviderProps {
  connection: ConnectionView;
  /** Both the list and the folder tree. */
  children: ReactNode;
}

/** Lets rows of the list be dragged onto folders of the tree; put around both. */
export function WorkflowDragProvider({ connection, children }: WorkflowDragProviderProps) {
  const cache = useQueryClient();
  const move = useMove(connection);
  return (
    <DragArea
      onDrop={(item, place) => {
        if (item.kind !== DRAGGED_WORKFLOWS || !place.startsWith(PLACE)) return;
        const ids = new Set(item.ids);
        const rows = cache.getQueryData(workflowsQuery(connection.id).queryKey) ?? [];
        const dragged = rows.filter((row) => ids.has(row.id));
        void move(dragged, targetFolder(place.slice(PLACE.length)));
      }}
    >
      {children}
    </DragArea>
  );
}

/** Under which a folder of the tree, or "No folder", takes what is dropped on it. */
export function folderPlace(folder: FolderId): string {
  return `${PLACE}${folder}`;
}
