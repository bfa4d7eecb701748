import { History } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { EMPTY_SELECTION } from "@/components/grid-selection";
import { region } from "@/components/regions";
import { useShortcut } from "@/components/use-shortcut";
import type { GridHandle } from "@/components/virtual-grid";
import { ActDialogs } from "@/features/runs/act-dialogs";
import { BulkBar } from "@/features/runs/bulk-bar";
import type { RunFilter } from "@/features/runs/queries";
import { RunsList, shownSelection } from "@/features/runs/runs-list";
import { isFiltering, RunsNotice } from "@/features/runs/runs-notice";
import { RunsToolbar } from "@/features/runs/runs-toolbar";
import { ServerBanner } from "@/features/runs/server-banner";
import { useRunActions } from "@/features/runs/use-run-actions";
import { useRunPages } from "@/features/runs/use-run-pages";
import { useRunsEvents } from "@/features/runs/use-runs-events";
import type { ConnectionView, RunId, RunRow, RunStatus, WorkflowId } from "@/ipc/bindings";
import "./runs-screen.css";

export interface RunsScreenProps {
  connection: ConnectionView;
  /** Shows the runs of this workflow only; null shows all. */
  workflow: WorkflowId | null;
  onWorkflowChange: (workflow: WorkflowId | null) => void;
  onOpenRun: (run: RunId, title: string) => void;
  /** Opens the launch dialog. */
  onLaunch: (workflow: WorkflowId) => void;
}

/** All runs of a connection, newest first: search, filters, and what can be done with one or many. */
export function RunsScreen(props: RunsScreenProps) {
  useRunsEvents();
  // Another server is another list: nothing of what was searched or chosen goes along.
  return <ConnectionRuns key={props.connection.id} {...props} />;
}

function ConnectionRuns(props: RunsScreenProps) {
  const { connection, onOpenRun, onLaunch } = props;
  const { text, setText, filter, onFilter } = useFilter(props);
  const list = useRunPages(connection.id, filter);
  const { selection, setSelection, chosen } = useSelection(list.pages?.rows ?? NO_ROWS);
  const actions = useRunActions(connection, onOpenRun);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  useShortcut(["/", "mod+f"], () => {
    search.current?.focus();
    search.current?.select();
  });
  const rows = list.pages?.rows ?? NO_ROWS;
  const isEmpty = list.pages?.total === 0 && !list.isOld && !isFiltering(filter);
  return (
    <div className="runs-screen" {...region}>
      <RunsToolbar
        connection={connection.id}
        text={text}
        onText={setText}
        filter={filter}
        onFilter={onFilter}
        total={list.pages && !list.isOld && !isEmpty ? list.pages.total : null}
        onLeaveSearch={() => grid.current?.focus()}
        searchRef={search}
      />
      <ServerBanner connection={connection} />
      {isEmpty ? (
        <NoRuns connection={connection} />
      ) : (
        <div className="runs-list" onScrollCapture={list.onScroll}>
          <RunsList
            ref={grid}
            rows={rows}
            selection={selection}
            onSelection={setSelection}
            chosen={chosen}
            actions={actions}
            onOpen={(row) => onOpenRun(row.id, row.title)}
            onLaunch={onLaunch}
            onOnlyWorkflow={props.onWorkflowChange}
            notice={
              <RunsNotice
                isLoading={list.pages === undefined}
                fault={list.fault}
                onRetry={list.retry}
                filter={filter}
                hasRows={rows.length > 0}
                onFilter={onFilter}
              />
            }
          />
          {chosen.length > 1 && (
            <BulkBar
              rows={chosen}
              actions={actions}
              onClear={() => setSelection(EMPTY_SELECTION)}
            />
          )}
        </div>
      )}
      <ActDialogs actions={actions} />
    </div>
  );
}

function NoRuns({ connection }: { connection: ConnectionView }) {
  const { sync, name } = connection;
  if (sync.isRunning && sync.lastFinishedAt === null)
    return <EmptyState icon={History} title={`Reading the runs of ${name}…`} />;
  return (
    <EmptyState icon={History} title="No runs yet">
      Runs appear here when a workflow is started, by this app or anything else.
    </EmptyState>
  );
}

const NO_ROWS: readonly RunRow[] = [];

/** Text and statuses belong to the screen, the workflow to the window. */
function useFilter({ workflow, onWorkflowChange }: RunsScreenProps) {
  const [text, setText] = useState("");
  const [statuses, setStatuses] = useState<readonly RunStatus[]>([]);
  const query = text.trim();
  const filter = useMemo<RunFilter>(
    () => ({ text: query, statuses, workflow }),
    [query, statuses, workflow],
  );
  const onFilter = (next: RunFilter) => {
    if (next.text !== query) setText(next.text);
    setStatuses(next.statuses);
    if (next.workflow !== workflow) onWorkflowChange(next.workflow);
  };
  return { text, setText, filter, onFilter };
}

function useSelection(rows: readonly RunRow[]) {
  const [kept, setSelection] = useState(EMPTY_SELECTION);
  const selection = useMemo(() => shownSelection(kept, rows), [kept, rows]);
  const chosen = useMemo(
    () =>
      selection.selected.size === 0 ? NO_ROWS : rows.filter(({ id }) => selection.selected.has(id)),
    [selection, rows],
  );
  return { selection, setSelection, chosen };
}
