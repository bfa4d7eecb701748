import { unreachableReason } from "@/features/workflows/reachable";
import { useQuickLaunch } from "@/features/workflows/use-quick-launch";
import { useWorkflowActions } from "@/features/workflows/use-workflow-actions";
import type {
  ConnectionView,
  FolderId,
  RunId,
  RunTick,
  TextFormat,
  WorkflowId,
  WorkflowRow,
} from "@/ipc/bindings";

type Rows = readonly WorkflowRow[];

/** Everything that menus, keys, the bulk bar and the preview do with workflows. */
export interface Commands {
  /** Why nothing can be changed on the server now, or null. */
  unreachable: string | null;
  /** Opens the editor. */
  edit: (row: WorkflowRow) => void;
  run: (row: WorkflowRow, version?: number) => void;
  runWithLastInputs: (row: WorkflowRow) => void;
  showRuns: (row: WorkflowRow) => void;
  openRun: (run: RunId, title: string) => void;
  showDefinition: (row: WorkflowRow, version: number | null) => void;
  openInSkyvern: (row: WorkflowRow) => void;
  copyId: (row: WorkflowRow) => void;
  exportTo: (rows: Rows, format: TextFormat) => void;
  move: (rows: Rows, folder: FolderId | null) => void;
  duplicate: (rows: Rows) => void;
  remove: (rows: Rows) => void;
}

interface CommandsProps {
  connection: ConnectionView;
  onLaunch: (workflow: WorkflowId, version?: number) => void;
  onEdit: (workflow: WorkflowId) => void;
  onOpenRun: (run: RunId, title: string) => void;
  onShowRuns: (workflow: WorkflowId) => void;
  onShowDefinition: (row: WorkflowRow, version: number | null) => void;
  /** Copies are in the list. */
  onAdded: (ids: WorkflowId[]) => void;
  /** These are about to leave the list; called once they have. */
  onRemoved: (ids: WorkflowId[]) => void;
}

export function useCommands(props: CommandsProps): Commands {
  const { connection, onLaunch, onOpenRun } = props;
  const actions = useWorkflowActions(connection);
  const quickLaunch = useQuickLaunch({ connection, onLaunch: (id) => onLaunch(id), onOpenRun });
  const duplicate = async (rows: Rows) => {
    const copies = await actions.duplicate(rows);
    if (copies.length > 0) props.onAdded(copies.map((row) => row.id));
  };
  const remove = async (rows: Rows) => {
    if (await actions.remove(rows)) props.onRemoved(rows.map((row) => row.id));
  };
  return {
    unreachable: unreachableReason(connection),
    edit: (row) => props.onEdit(row.id),
    run: (row, version) => onLaunch(row.id, version),
    runWithLastInputs: (row) => void quickLaunch(row),
    showRuns: (row) => props.onShowRuns(row.id),
    openRun: onOpenRun,
    showDefinition: props.onShowDefinition,
    openInSkyvern: (row) => void actions.openInSkyvern(row),
    copyId: (row) => void actions.copyId(row),
    exportTo: (rows, format) => void actions.exportTo(rows, format),
    move: (rows, folder) => void actions.move(rows, folder),
    duplicate: (rows) => void duplicate(rows),
    remove: (rows) => void remove(rows),
  };
}

const UNDER_WAY: ReadonlySet<string> = new Set(["created", "queued", "running", "paused"]);

/** The run that goes on now, if one does. */
export function runUnderWay(row: WorkflowRow): RunTick | null {
  return row.recent.findLast((tick) => UNDER_WAY.has(tick.status)) ?? null;
}

/** The newest run that is over: the one that has a recording. */
export function lastRunOver(row: WorkflowRow): RunTick | null {
  return row.recent.findLast((tick) => !UNDER_WAY.has(tick.status)) ?? null;
}
