import type { FolderId, FolderView, WorkflowRow } from "@/ipc/bindings";

/** Which workflows the list shows: null = all, `NO_FOLDER`, or the id of a folder. */
export type FolderChoice = FolderId | null;

/** Stands for the workflows that are in no folder; ids of folders begin with `fld_`. */
export const NO_FOLDER = "none";

const byTitle = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Folders as they are shown everywhere: by title. */
export function sortFolders(folders: readonly FolderView[]): FolderView[] {
  return [...folders].sort((a, b) => byTitle.compare(a.title, b.title));
}

/** The folder to be sent with an import: none for "All workflows" and "No folder". */
export function targetFolder(choice: FolderChoice): FolderId | null {
  return choice === NO_FOLDER ? null : choice;
}

/** "Recruiting", "No folder", "All workflows". */
export function folderTitle(choice: FolderChoice, folders: readonly FolderView[]): string {
  if (choice === null) return "All workflows";
  return folders.find((folder) => folder.id === choice)?.title ?? "No folder";
}

/** Where a row is shown: a folder that is not known here (yet, or any more) counts as none. */
export function placeOf(row: WorkflowRow, known: ReadonlySet<FolderId>): FolderId {
  return row.folder !== null && known.has(row.folder) ? row.folder : NO_FOLDER;
}

/** How many workflows stand in each folder, and in `NO_FOLDER`. */
export function folderCounts(
  rows: readonly WorkflowRow[],
  folders: readonly FolderView[],
): Map<FolderId, number> {
  const known = new Set(folders.map((folder) => folder.id));
  const counts = new Map<FolderId, number>();
  for (const row of rows) {
    const place = placeOf(row, known);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
