import { useQueryClient } from "@tanstack/react-query";
import { foldersQuery } from "@/features/workflows/queries";
import { useReporting } from "@/features/workflows/use-reporting";
import type { ConnectionView, FolderId, FolderView } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** What can be done with folders. Each tells by itself when it cannot be done. */
export function useFolderActions(connection: ConnectionView) {
  const cache = useQueryClient();
  const { show, attemptOnServer } = useReporting(connection);
  const change = (edit: (folders: FolderView[]) => FolderView[]) =>
    cache.setQueryData(foldersQuery(connection.id).queryKey, (folders) => folders && edit(folders));
  const withFolder = (folder: FolderView) =>
    change((folders) => [...folders.filter(({ id }) => id !== folder.id), folder]);

  return {
    create: async (title: string): Promise<FolderView | null> => {
      const folder = await attemptOnServer(`create the folder “${title}”`, () =>
        host.createFolder(connection.id, title),
      );
      if (folder) withFolder(folder);
      return folder;
    },
    rename: async (folder: FolderView, title: string): Promise<FolderView | null> => {
      const renamed = await attemptOnServer(`rename “${folder.title}”`, () =>
        host.renameFolder(connection.id, folder.id, title),
      );
      if (renamed) withFolder(renamed);
      return renamed;
    },
    /** False when it is still there. Its workflows follow as events. */
    remove: async (folder: FolderView, withWorkflows: boolean): Promise<boolean> => {
      const isGone = await attemptOnServer(`delete the folder “${folder.title}”`, async () => {
        await host.deleteFolder(connection.id, folder.id, withWorkflows);
        return true;
      });
      if (!isGone) return false;
      change((folders) => withoutFolder(folders, folder.id));
      show({ message: `Folder “${folder.title}” deleted` });
      return true;
    },
  };
}

function withoutFolder(folders: FolderView[], gone: FolderId): FolderView[] {
  return folders.filter(({ id }) => id !== gone);
}
