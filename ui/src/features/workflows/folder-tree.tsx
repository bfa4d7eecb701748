import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { Tree, type TreeHandle } from "@/components/tree";
import { DeleteFolderDialog } from "@/features/workflows/delete-folder-dialog";
import { type FolderChoice, folderCounts, sortFolders } from "@/features/workflows/folder-choice";
import {
  ALL,
  type FolderLine,
  FolderMenu,
  FolderWords,
  folderLineTitle,
  NEW,
  NONE,
} from "@/features/workflows/folder-line";
import { FolderTitleField } from "@/features/workflows/folder-title-field";
import { foldersQuery, workflowsQuery } from "@/features/workflows/queries";
import { unreachableReason } from "@/features/workflows/reachable";
import { useFolderActions } from "@/features/workflows/use-folder-actions";
import { useWorkflowsEvents } from "@/features/workflows/use-workflows-events";
import { folderPlace } from "@/features/workflows/workflow-drag";
import type { ConnectionView, FolderView } from "@/ipc/bindings";
import "./folder-tree.css";

interface FolderTreeProps {
  connection: ConnectionView;
  /** Null: all workflows. */
  selected: FolderChoice;
  onSelect: (folder: FolderChoice) => void;
}

const NOTHING_EXPANDED: ReadonlySet<string> = new Set();

/** The folders of a connection, for the sidebar. Stands inside a `WorkflowDragProvider`. */
export function FolderTree({ connection, selected, onSelect }: FolderTreeProps) {
  useWorkflowsEvents();
  const { lines, counts } = useFolderLines(connection);
  const tree = useRef<TreeHandle>(null);
  const editing = useEditing(connection, tree, onSelect);
  const [deleted, setDeleted] = useState<FolderView | null>(null);
  const unreachable = unreachableReason(connection);
  const chosen = selected ?? ALL.id;
  const onNodeKeyDown = (event: KeyboardEvent, line: FolderLine) => {
    if (line.type !== "folder") return;
    if (event.key === "F2") editing.edit(line.id);
    else if (event.key === "Delete") setDeleted(line.folder);
    else return;
    event.preventDefault();
  };
  return (
    <section className="folders" aria-label="Folders">
      <FoldersHead unreachable={unreachable} onNew={() => editing.edit(NEW.id)} />
      <Tree
        ref={tree}
        variant="nav"
        label="Folders"
        nodes={editing.edited === NEW.id ? [...lines, NEW] : lines}
        nodeId={(line) => line.id}
        childrenOf={() => null}
        expanded={NOTHING_EXPANDED}
        onExpandedChange={() => {}}
        selected={chosen}
        onSelect={(line) => line.type !== "new" && onSelect(line.type === "all" ? null : line.id)}
        onNodeKeyDown={onNodeKeyDown}
        dropId={dropIdOf}
        nodeLabel={folderLineTitle}
        renderNode={(line) =>
          line.id === editing.edited ? (
            <EditedLine line={line} editing={editing} />
          ) : (
            <FolderWords
              line={line}
              count={counts.get(line.id) ?? 0}
              isSelected={line.id === chosen}
            />
          )
        }
        menuOf={(line) => (
          <FolderMenu
            line={line}
            unreachable={unreachable}
            onNew={() => editing.edit(NEW.id)}
            onRename={editing.edit}
            onDelete={setDeleted}
          />
        )}
      />
      {deleted && (
        <DeleteFolderDialog
          folder={deleted}
          count={counts.get(deleted.id) ?? 0}
          onClose={() => setDeleted(null)}
          onDelete={async (withWorkflows) => {
            const isGone = await editing.actions.remove(deleted, withWorkflows);
            if (isGone && selected === deleted.id) onSelect(null);
            return isGone;
          }}
        />
      )}
    </section>
  );
}

function FoldersHead({ unreachable, onNew }: { unreachable: string | null; onNew: () => void }) {
  return (
    <h2 className="folders-head">
      Folders
      <IconButton
        icon={Plus}
        size="sm"
        label={unreachable ?? "New folder"}
        disabled={unreachable !== null}
        onClick={onNew}
      />
    </h2>
  );
}

/** The lines, and how many workflows each stands for. */
function useFolderLines(connection: ConnectionView) {
  const { data: rows } = useQuery(workflowsQuery(connection.id));
  const { data: folders } = useQuery(foldersQuery(connection.id));
  const counts = useMemo(
    () => folderCounts(rows ?? [], folders ?? []).set(ALL.id, rows?.length ?? 0),
    [rows, folders],
  );
  const lines = useMemo(() => {
    const own = sortFolders(folders ?? []).map(
      (folder): FolderLine => ({ type: "folder", id: folder.id, folder }),
    );
    return [ALL, ...own, NONE];
  }, [folders]);
  return { lines, counts };
}

type Editing = ReturnType<typeof useEditing>;

/** The line whose title is being typed. */
function useEditing(
  connection: ConnectionView,
  tree: RefObject<TreeHandle | null>,
  onSelect: (folder: FolderChoice) => void,
) {
  const actions = useFolderActions(connection);
  const [edited, edit] = useState<string | null>(null);
  const leave = () => {
    edit(null);
    tree.current?.focus();
  };
  /** False when the server refused. */
  const save = async (line: FolderLine, title: string): Promise<boolean> => {
    const isNew = line.type !== "folder";
    const folder = await (isNew ? actions.create(title) : actions.rename(line.folder, title));
    if (!folder) return false;
    leave();
    if (isNew) onSelect(folder.id);
    return true;
  };
  return { actions, edited, edit, leave, save };
}

function EditedLine({ line, editing }: { line: FolderLine; editing: Editing }) {
  return (
    <FolderTitleField
      label={line.type === "folder" ? "Name of the folder" : "Name of the new folder"}
      title={line.type === "folder" ? line.folder.title : ""}
      onSave={(title) => editing.save(line, title)}
      onCancel={editing.leave}
    />
  );
}

/** Where dragged workflows can be let go. */
function dropIdOf(line: FolderLine): string | null {
  return line.type === "folder" || line.type === "none" ? folderPlace(line.id) : null;
}
