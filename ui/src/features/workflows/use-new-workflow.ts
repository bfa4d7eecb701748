import { useQueryClient } from "@tanstack/react-query";
import { mergeRows } from "@/features/workflows/list-model";
import { workflowsQuery } from "@/features/workflows/queries";
import { useReporting } from "@/features/workflows/use-reporting";
import type { ConnectionView, FolderId, WorkflowId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** Makes an empty workflow on the server and opens it. */
export function useNewWorkflow(
  connection: ConnectionView,
  folder: FolderId | null,
  onEdit: (workflow: WorkflowId) => void,
): () => Promise<void> {
  const cache = useQueryClient();
  const { attemptOnServer } = useReporting(connection);
  return async () => {
    const row = await attemptOnServer("make a new workflow", () =>
      host.newWorkflow(connection.id, folder),
    );
    if (!row) return;
    cache.setQueryData(
      workflowsQuery(connection.id).queryKey,
      (before) => before && mergeRows(before, { changed: [row], removed: [] }),
    );
    onEdit(row.id);
  };
}
