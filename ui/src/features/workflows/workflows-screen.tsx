import { useEffect, useEffectEvent, useRef, useState } from "react";
import { FileDropOverlay } from "@/components/file-drop-overlay";
import { useShortcut } from "@/components/use-shortcut";
import { type AddDialog, AddDialogs } from "@/features/workflows/add-dialogs";
import { DefinitionDialog, type ShownDefinition } from "@/features/workflows/definition-dialog";
import { EmptyServer } from "@/features/workflows/empty-server";
import {
  type FolderChoice,
  folderTitle,
  NO_FOLDER,
  targetFolder,
} from "@/features/workflows/folder-choice";
import { matchesFilter, NO_FILTER } from "@/features/workflows/list-model";
import { unreachableReason } from "@/features/workflows/reachable";
import { lastRunOver, useCommands } from "@/features/workflows/use-commands";
import { useFileDrop } from "@/features/workflows/use-file-drop";
import { useImport } from "@/features/workflows/use-import";
import { useList, type WorkflowList } from "@/features/workflows/use-list";
import { useListView } from "@/features/workflows/use-list-view";
import { useNewWorkflow } from "@/features/workflows/use-new-workflow";
import { useRowSelection } from "@/features/workflows/use-row-selection";
import { useWorkflowsEvents } from "@/features/workflows/use-workflows-events";
import { WorkflowBrowser } from "@/features/workflows/workflow-browser";
import type { ConnectionView, RunId, WorkflowId } from "@/ipc/bindings";

export interface WorkflowsScreenProps {
  connection: ConnectionView;
  /** The folder that is chosen in the tree; null shows all workflows. */
  folder: FolderChoice;
  onFolderChange: (folder: FolderChoice) => void;
  /** A workflow that was asked for from elsewhere; `turn` tells one wish from the next. */
  reveal?: { workflow: WorkflowId; turn: number } | null | undefined;
  /** Opens the launch dialog; without a version the newest runs. */
  onLaunch: (workflow: WorkflowId, version?: number) => void;
  /** Opens the editor. */
  onEdit: (workflow: WorkflowId) => void;
  onOpenRun: (run: RunId, title: string) => void;
  /** Shows the runs of a workflow. */
  onShowRuns: (workflow: WorkflowId) => void;
}

/** All workflows of a connection: search, filters, list, preview. Stands inside a `WorkflowDragProvider`. */
export function WorkflowsScreen(props: WorkflowsScreenProps) {
  useWorkflowsEvents();
  // Another server is another list: nothing of what was searched or chosen goes along.
  return <ConnectionWorkflows key={props.connection.id} {...props} />;
}

function ConnectionWorkflows(props: WorkflowsScreenProps) {
  const { connection, folder, onLaunch, onOpenRun, onShowRuns } = props;
  const looks = useListView();
  const list = useList(connection.id, folder, looks.view);
  const rows = useRowSelection(list);
  useWish(props.reveal ?? null, list, looks, rows);
  const [dialog, setDialog] = useState<AddDialog | null>(null);
  const [definition, setDefinition] = useState<ShownDefinition | null>(null);
  const imports = useImport({ connection, folder, onAdded: rows.present });
  const commands = useCommands({
    connection,
    onLaunch,
    onEdit: props.onEdit,
    onOpenRun,
    onShowRuns,
    onShowDefinition: (row, version) => setDefinition({ row, version }),
    onAdded: rows.present,
    onRemoved: rows.passOver,
  });
  const isHeldOver = useFileDrop((paths) => void imports.takeFiles(paths));
  const create = useNewWorkflow(connection, targetFolder(folder), props.onEdit);
  const ways = {
    onNew: () => void create(),
    onChooseFiles: () => void imports.chooseFiles(),
    onTemplates: () => setDialog("templates"),
    onPaste: () => setDialog("paste"),
  };
  const current = rows.previewed.length === 1 ? rows.previewed[0] : undefined;
  useShortcut("mod+o", ways.onChooseFiles);
  useShortcut("mod+n", ways.onNew);
  useShortcut("mod+e", () => current !== undefined && commands.edit(current));
  useShortcut("mod+enter", () => current !== undefined && commands.run(current));
  useShortcut(
    "mod+shift+enter",
    () => current !== undefined && commands.runWithLastInputs(current),
  );
  useShortcut("mod+l", () => {
    const run = current && lastRunOver(current);
    if (!current || !run) return false;
    commands.openRun(run.run, current.title);
  });
  return (
    <>
      {isEmptyServer(connection, list) ? (
        <EmptyServer name={connection.name} ways={ways} />
      ) : (
        <>
          <h1 className="sr-only">Workflows</h1>
          <WorkflowBrowser
            connection={connection}
            folder={folder}
            onFolderChange={props.onFolderChange}
            list={list}
            rows={rows}
            looks={looks}
            commands={commands}
            ways={ways}
          />
        </>
      )}
      <FileDropOverlay
        active={isHeldOver}
        title={`Import into ${targetFolder(folder) === null ? connection.name : folderTitle(folder, list.folders)}`}
        hint="YAML or JSON"
      />
      <AddDialogs
        connection={connection}
        open={dialog}
        onClose={() => setDialog(null)}
        imports={imports}
      />
      <DefinitionDialog
        connection={connection.id}
        shown={definition}
        onClose={() => setDefinition(null)}
        commands={commands}
      />
    </>
  );
}

/** The server has been read, and there is nothing. */
function isEmptyServer(connection: ConnectionView, list: WorkflowList): boolean {
  if (list.isLoading || list.fault || list.rows.length > 0) return false;
  return unreachableReason(connection) === null && connection.sync.lastFinishedAt !== null;
}

/** Shows a workflow that was asked for: search, filters and folds that hide it give way. */
function useWish(
  wish: WorkflowsScreenProps["reveal"],
  list: WorkflowList,
  { view, onView }: ReturnType<typeof useListView>,
  rows: ReturnType<typeof useRowSelection>,
) {
  const show = useEffectEvent((id: WorkflowId) => {
    const row = list.byId.get(id);
    list.setText("");
    onView({ type: "searchEnded" });
    if (row && !matchesFilter(row, view.filter)) onView({ type: "filtered", filter: NO_FILTER });
    onView({ type: "folded", group: row?.folder ?? NO_FOLDER, isFolded: false });
    rows.present([id]);
  });
  // A screen that is hidden and shown again runs its effects again: a wish is fulfilled once.
  const fulfilled = useRef<number | null>(null);
  useEffect(() => {
    if (!wish || fulfilled.current === wish.turn) return;
    fulfilled.current = wish.turn;
    show(wish.workflow);
  }, [wish]);
}
