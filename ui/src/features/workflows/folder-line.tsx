import { Folder, FolderOpen, FolderPlus, Layers, Pencil, Trash2 } from "lucide-react";
import { Icon } from "@/components/icon";
import { MenuHeading, MenuItem, MenuSeparator } from "@/components/menu";
import { NO_FOLDER } from "@/features/workflows/folder-choice";
import type { FolderView } from "@/ipc/bindings";
import { formatCount } from "@/lib/format";

/** A line of the folder tree. The line "new" holds the field in which a new folder gets its title. */
export type FolderLine =
  | { type: "all" | "none" | "new"; id: string }
  | { type: "folder"; id: string; folder: FolderView };

export const ALL: FolderLine = { type: "all", id: "all" };
export const NONE: FolderLine = { type: "none", id: NO_FOLDER };
export const NEW: FolderLine = { type: "new", id: "new" };

interface FolderWordsProps {
  line: FolderLine;
  count: number;
  isSelected: boolean;
}

/** Glyph, title, and how many workflows. */
export function FolderWords({ line, count, isSelected }: FolderWordsProps) {
  const title = folderLineTitle(line);
  const glyph = line.type === "all" ? Layers : isSelected ? FolderOpen : Folder;
  return (
    <>
      <Icon icon={glyph} />
      <span className="truncate" title={title}>
        {title}
      </span>
      <span className="tree-aux">{formatCount(count)}</span>
    </>
  );
}

export function folderLineTitle(line: FolderLine): string {
  switch (line.type) {
    case "folder":
      return line.folder.title;
    case "all":
      return "All workflows";
    case "none":
      return "No folder";
    case "new":
      return "New folder";
  }
}

interface FolderMenuProps {
  line: FolderLine;
  /** Why nothing can be changed now. */
  unreachable: string | null;
  onNew: () => void;
  onRename: (id: string) => void;
  onDelete: (folder: FolderView) => void;
}

/** The context menu of a line. */
export function FolderMenu({ line, unreachable, onNew, onRename, onDelete }: FolderMenuProps) {
  const isOffline = unreachable !== null;
  return (
    <>
      {unreachable && <MenuHeading>{unreachable}</MenuHeading>}
      <MenuItem icon={FolderPlus} disabled={isOffline} onSelect={onNew}>
        New folder
      </MenuItem>
      {line.type === "folder" && (
        <>
          <MenuItem icon={Pencil} keys="f2" disabled={isOffline} onSelect={() => onRename(line.id)}>
            Rename
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={Trash2}
            keys="delete"
            danger
            disabled={isOffline}
            onSelect={() => onDelete(line.folder)}
          >
            Delete…
          </MenuItem>
        </>
      )}
    </>
  );
}
