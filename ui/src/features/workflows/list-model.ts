/*
 * What the list shows of all workflows: pure functions over the rows that the window holds (contract: the window
 * filters, sorts and groups by itself; only the search asks the backend).
 */
import type { GridSort } from "@/components/grid-head";
import type { GridGroup } from "@/components/grid-items";
import { type FolderChoice, NO_FOLDER, placeOf } from "@/features/workflows/folder-choice";
import type {
  FolderId,
  FolderView,
  RunStatus,
  WorkflowHit,
  WorkflowId,
  WorkflowRow,
  WorkflowsChange,
} from "@/ipc/bindings";

/** How the newest run of a workflow stands, as far as a filter tells it apart. */
export type LastRun =
  | "active"
  | "completed"
  | "failed"
  | "timedOut"
  | "terminated"
  | "canceled"
  | "never"
  | "other";

export interface ListFilter {
  /** Any of these; empty = all. */
  lastRuns: readonly LastRun[];
  /** Every one of these block kinds. */
  kinds: readonly string[];
  /** Any of these, as the server says them; empty = all. */
  statuses: readonly string[];
}

export const NO_FILTER: ListFilter = { lastRuns: [], kinds: [], statuses: [] };

export type SortColumn = "title" | "blocks" | "runs" | "duration" | "version" | "updated";
export type Grouping = "folder" | "none";

const titles = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** All rows in the order of a column. What has no value comes last either way; equals are ordered by title. */
export function sortRows(rows: readonly WorkflowRow[], sort: GridSort): WorkflowRow[] {
  const turn = sort.descending ? -1 : 1;
  if (sort.column === "title") {
    return [...rows].sort((a, b) => turn * titles.compare(a.title, b.title) || compareIds(a, b));
  }
  const keyed = rows.map((row) => ({ row, key: sortKey(row, sort.column as SortColumn) }));
  keyed.sort((a, b) => {
    if (a.key === b.key)
      return titles.compare(a.row.title, b.row.title) || compareIds(a.row, b.row);
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return turn * (a.key - b.key);
  });
  return keyed.map(({ row }) => row);
}

function sortKey(row: WorkflowRow, column: SortColumn): number | null {
  switch (column) {
    case "blocks":
      return row.blockCount;
    case "runs":
      return moment(row.recent.at(-1)?.at ?? null);
    case "duration":
      return row.lastSeconds;
    case "version":
      return row.version;
    case "updated":
      return moment(row.updatedAt);
    case "title":
      return null;
  }
}

function moment(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}

function compareIds(a: WorkflowRow, b: WorkflowRow): number {
  return a.id < b.id ? -1 : 1;
}

/** Which state of the newest run the filter "Last run" goes by. */
export function lastRunOf(row: WorkflowRow): LastRun {
  const last = row.recent.at(-1);
  return last ? LAST_RUNS[last.status] : "never";
}

const LAST_RUNS: Record<RunStatus, LastRun> = {
  created: "active",
  queued: "active",
  running: "active",
  paused: "active",
  completed: "completed",
  failed: "failed",
  terminated: "terminated",
  canceled: "canceled",
  timedOut: "timedOut",
  skipped: "other",
  waiting: "other",
  notRun: "other",
  unknown: "other",
};

export function matchesFilter(row: WorkflowRow, filter: ListFilter): boolean {
  const { lastRuns, kinds, statuses } = filter;
  if (lastRuns.length > 0 && !lastRuns.includes(lastRunOf(row))) return false;
  if (statuses.length > 0 && !statuses.includes(row.status)) return false;
  return kinds.every((kind) => row.kinds.includes(kind));
}

export function isFiltering(filter: ListFilter): boolean {
  return filter.lastRuns.length + filter.kinds.length + filter.statuses.length > 0;
}

export interface ListQuestion {
  folder: FolderChoice;
  filter: ListFilter;
  /** Answer of the search, best first; null while nothing is searched for. */
  hits: readonly WorkflowHit[] | null;
  /** The order of a column instead of that of the search. */
  isSearchSorted: boolean;
}

export interface AllRows {
  /** In the order of the column. */
  sorted: readonly WorkflowRow[];
  byId: ReadonlyMap<WorkflowId, WorkflowRow>;
  folders: readonly FolderView[];
}

/** The rows that are shown, in order. */
export function visibleRows({ sorted, byId, folders }: AllRows, question: ListQuestion) {
  const { folder, filter, hits } = question;
  const known = new Set(folders.map(({ id }) => id));
  const isWanted = (row: WorkflowRow) =>
    (folder === null || placeOf(row, known) === folder) && matchesFilter(row, filter);
  if (hits === null) return sorted.filter(isWanted);
  if (question.isSearchSorted) {
    const found = new Set(hits.map((hit) => hit.id));
    return sorted.filter((row) => found.has(row.id) && isWanted(row));
  }
  const rows: WorkflowRow[] = [];
  for (const { id } of hits) {
    const row = byId.get(id);
    if (row && isWanted(row)) rows.push(row);
  }
  return rows;
}

/** Rows in groups: one for each folder that has any, by title, then those in none. `folded` holds ids of groups. */
export function groupRows(
  rows: readonly WorkflowRow[],
  folders: readonly FolderView[],
  grouping: Grouping,
  folded: ReadonlySet<string>,
): GridGroup<WorkflowRow>[] {
  if (grouping === "none") return [{ id: "all", label: "", rows }];
  const places: { id: FolderId; title: string }[] = [
    ...folders,
    { id: NO_FOLDER, title: "No folder" },
  ];
  const known = new Set(folders.map(({ id }) => id));
  const byPlace = new Map<FolderId, WorkflowRow[]>(places.map(({ id }) => [id, []]));
  for (const row of rows) byPlace.get(placeOf(row, known))?.push(row);
  return places.flatMap(({ id, title }) => {
    const own = byPlace.get(id) ?? [];
    return own.length > 0 ? [{ id, label: title, rows: own, isFolded: folded.has(id) }] : [];
  });
}

/** The rows after the backend told of a change: known ones in their places, new ones at the end. */
export function mergeRows(
  rows: readonly WorkflowRow[],
  { changed, removed }: Pick<WorkflowsChange, "changed" | "removed">,
): WorkflowRow[] {
  const gone = new Set<WorkflowId>(removed);
  const news = new Map(changed.map((row) => [row.id, row]));
  const merged: WorkflowRow[] = [];
  for (const row of rows) {
    const next = news.get(row.id);
    news.delete(row.id);
    if (next) merged.push(next);
    else if (!gone.has(row.id)) merged.push(row);
  }
  merged.push(...news.values());
  return merged;
}

/** The row to go on with once these are gone: the next one below, else the one above. */
export function rowAfter(
  order: readonly WorkflowId[],
  gone: ReadonlySet<WorkflowId>,
): WorkflowId | null {
  const last = order.findLastIndex((id) => gone.has(id));
  const below = order.slice(last + 1).find((id) => !gone.has(id));
  return below ?? order.slice(0, Math.max(0, last)).findLast((id) => !gone.has(id)) ?? null;
}
