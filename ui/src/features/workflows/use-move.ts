import { useQueryClient } from "@tanstack/react-query";
import { folderTitle, NO_FOLDER } from "@/features/workflows/folder-choice";
import { foldersQuery, workflowsQuery } from "@/features/workflows/queries";
import { useReporting } from "@/features/workflows/use-reporting";
import { nameOf } from "@/features/workflows/words";
import type { ConnectionView, FolderId, WorkflowId, WorkflowRow } from "@/ipc/bindings";
import { host } from "@/ipc/client";

type Places = ReadonlyMap<WorkflowId, FolderId | null>;

/** Moves workflows into a folder, or out of all; with Undo. */
export function useMove(connection: ConnectionView) {
  const cache = useQueryClient();
  const { show, attemptOnServer } = useReporting(connection);

  const showIn = (places: Places) =>
    cache.setQueryData(workflowsQuery(connection.id).queryKey, (rows) =>
      rows?.map((row) => {
        const folder = places.get(row.id);
        return folder === undefined ? row : { ...row, folder };
      }),
    );

  /** The rows are shown in their new places at once, and in the old ones again if the server refuses. */
  const send = async (to: Places, from: Places) => {
    showIn(to);
    try {
      for (const [folder, ids] of byFolder(to)) {
        await host.moveWorkflows(connection.id, ids, folder);
      }
    } catch (fault) {
      showIn(from);
      throw fault;
    }
  };

  return async (rows: readonly WorkflowRow[], folder: FolderId | null) => {
    const moved = rows.filter((row) => row.folder !== folder);
    if (moved.length === 0) return;
    const name = nameOf(moved);
    const from: Places = new Map(moved.map((row) => [row.id, row.folder]));
    const to: Places = new Map(moved.map((row) => [row.id, folder]));
    const isDone = await attemptOnServer(`move ${name}`, async () => {
      await send(to, from);
      return true;
    });
    if (!isDone) return;
    const folders = cache.getQueryData(foldersQuery(connection.id).queryKey) ?? [];
    show({
      message: `${name} moved to ${folderTitle(folder ?? NO_FOLDER, folders)}`,
      action: {
        label: "Undo",
        onAct: () => void attemptOnServer(`move ${name} back`, () => send(from, to)),
      },
    });
  };
}

function byFolder(places: Places): Map<FolderId | null, WorkflowId[]> {
  const groups = new Map<FolderId | null, WorkflowId[]>();
  for (const [id, folder] of places) {
    const group = groups.get(folder);
    if (group) group.push(id);
    else groups.set(folder, [id]);
  }
  return groups;
}
