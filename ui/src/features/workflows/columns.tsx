import type { GridColumn } from "@/components/grid-head";
import { Highlight } from "@/components/highlight";
import { BlockStrip } from "@/features/blocks/block-strip";
import type { KindCatalogue } from "@/features/blocks/kinds";
import { FoundAt } from "@/features/workflows/found-at";
import { RowState } from "@/features/workflows/row-state";
import { RunSpark } from "@/features/workflows/run-spark";
import type { WorkflowHit, WorkflowId, WorkflowRow } from "@/ipc/bindings";
import { formatDuration, formatExact, formatTimeAgo } from "@/lib/format";

type Column = GridColumn<WorkflowRow>;

/** The columns of the list. Cells are memoised by what they show, so that new columns cost little. */
export function listColumns(catalogue: KindCatalogue, now: number): Column[] {
  return [
    STATE,
    {
      id: "title",
      title: "Title",
      width: "minmax(120px, 1fr)",
      sortable: true,
      tone: "strong",
      render: (row) => <span title={row.title}>{row.title}</span>,
    },
    {
      id: "blocks",
      title: "Blocks",
      width: "158px",
      sortable: true,
      render: (row) => <BlockStrip kinds={row.kinds} catalogue={catalogue} />,
    },
    {
      id: "runs",
      title: "Last 10 runs",
      width: "72px",
      sortable: true,
      render: (row) => <RunSpark recent={row.recent} />,
    },
    {
      id: "duration",
      title: "Duration",
      width: "62px",
      align: "end",
      sortable: true,
      tone: "meta",
      render: durationOf,
    },
    VERSION,
    updatedColumn(now),
  ];
}

/** The columns while searching: where the words were found takes the place of what tells of runs. */
export function searchColumns(hits: ReadonlyMap<WorkflowId, WorkflowHit>, now: number): Column[] {
  return [
    STATE,
    {
      id: "title",
      title: "Title",
      width: "minmax(120px, 2fr)",
      sortable: true,
      tone: "strong",
      render: (row) => (
        <span title={row.title}>
          <Highlight text={row.title} ranges={hits.get(row.id)?.titleRanges ?? []} />
        </span>
      ),
    },
    {
      id: "found",
      title: "Found in",
      width: "minmax(160px, 3fr)",
      tone: "meta",
      render: (row) => <FoundAt place={hits.get(row.id)?.place ?? null} />,
    },
    VERSION,
    updatedColumn(now),
  ];
}

const STATE: Column = {
  id: "state",
  title: "State",
  hideTitle: true,
  width: "16px",
  render: (row) => <RowState row={row} />,
};

const VERSION: Column = {
  id: "version",
  title: "Ver.",
  width: "34px",
  align: "end",
  sortable: true,
  tone: "meta",
  render: (row) => `v${row.version}`,
};

function updatedColumn(now: number): Column {
  return {
    id: "updated",
    title: "Updated",
    width: "74px",
    align: "end",
    sortable: true,
    tone: "meta",
    render: ({ updatedAt }) =>
      updatedAt && <span title={formatExact(updatedAt)}>{formatTimeAgo(updatedAt, now)}</span>,
  };
}

/** How long the last completed run took; "Never" for what has not run at all. */
function durationOf(row: WorkflowRow) {
  if (row.lastSeconds !== null) return formatDuration(row.lastSeconds);
  return row.recent.length === 0 ? "Never" : "";
}
