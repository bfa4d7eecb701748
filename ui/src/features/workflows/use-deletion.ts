import { useQueryClient } from "@tanstack/react-query";
import { mergeRows } from "@/features/workflows/list-model";
import { workflowsQuery } from "@/features/workflows/queries";
import { useReporting } from "@/features/workflows/use-reporting";
import { nameOf } from "@/features/workflows/words";
import type { ConnectionView, PendingDeletion, WorkflowRow } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/**
 * Deletes workflows; Undo is offered until the backend carries it out. Resolves to true once the rows are hidden.
 */
export function useDeletion(connection: ConnectionView) {
  const cache = useQueryClient();
  const { show, attempt, attemptOnServer } = useReporting(connection);

  const undo = (name: string, pending: PendingDeletion) =>
    attempt(`bring ${name} back`, async () => {
      if (await host.undoDeletion(pending.id)) return;
      show({ tone: "warn", message: `${name} has been deleted on the server already` });
    });

  return async (rows: readonly WorkflowRow[]): Promise<boolean> => {
    if (rows.length === 0) return false;
    const name = nameOf(rows);
    const ids = rows.map((row) => row.id);
    const pending = await attemptOnServer(`delete ${name}`, () =>
      host.deleteWorkflows(connection.id, ids),
    );
    if (!pending) return false;
    cache.setQueryData(
      workflowsQuery(connection.id).queryKey,
      (before) => before && mergeRows(before, { changed: [], removed: pending.workflows }),
    );
    const left = Math.max(0, Date.parse(pending.dueAt) - Date.now());
    const close = show({
      message: `${name} deleted`,
      stays: left,
      action: { label: "Undo", onAct: () => void undo(name, pending) },
    });
    // A toast that is held stays; what it offers does not.
    setTimeout(close, left);
    return true;
  };
}
