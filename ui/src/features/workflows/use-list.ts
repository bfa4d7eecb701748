import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useKinds } from "@/features/blocks/kinds";
import { filterOptions } from "@/features/workflows/filter-options";
import { type FolderChoice, sortFolders } from "@/features/workflows/folder-choice";
import { groupRows, sortRows, visibleRows } from "@/features/workflows/list-model";
import type { ListView } from "@/features/workflows/list-view";
import { foldersQuery, searchQuery, workflowsQuery } from "@/features/workflows/queries";
import type { ConnectionId, WorkflowHit, WorkflowId, WorkflowRow } from "@/ipc/bindings";

const NO_ROWS: readonly WorkflowRow[] = [];

export type WorkflowList = ReturnType<typeof useList>;

/** The rows of a connection as the list shows them. Each step is kept until what it depends on differs. */
export function useList(connection: ConnectionId, folder: FolderChoice, view: ListView) {
  const [text, setText] = useState("");
  const query = text.trim();
  const catalogue = useKinds();
  const rowsQuery = useQuery(workflowsQuery(connection));
  const folderQuery = useQuery(foldersQuery(connection));
  const search = useQuery(searchQuery(connection, query));

  const rows = rowsQuery.data ?? NO_ROWS;
  const folders = useMemo(() => sortFolders(folderQuery.data ?? []), [folderQuery.data]);
  const hits = query === "" ? null : (search.data ?? null);
  const sort = hits === null ? view.sort : (view.searchSort ?? view.sort);
  const isSearchSorted = view.searchSort !== null;

  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const hitsById = useMemo(() => hits && indexHits(hits), [hits]);
  const sorted = useMemo(() => sortRows(rows, sort), [rows, sort]);
  const visible = useMemo(
    () =>
      visibleRows({ sorted, byId, folders }, { folder, filter: view.filter, hits, isSearchSorted }),
    [sorted, byId, folders, folder, view.filter, hits, isSearchSorted],
  );
  // The order of a search is lost when it is cut into groups; one folder needs no head.
  const isFlat = folder !== null || hits !== null;
  const groups = useMemo(
    () => groupRows(visible, folders, isFlat ? "none" : view.grouping, view.folded),
    [visible, folders, isFlat, view.grouping, view.folded],
  );
  const options = useMemo(
    () => filterOptions(rows, view.filter, catalogue),
    [rows, view.filter, catalogue],
  );

  return {
    text,
    setText,
    /** What is searched for; "" while nothing is. */
    query,
    rows,
    byId,
    folders,
    /** Null while nothing is searched for, and until the first answer is there. */
    hitsById,
    visible,
    groups,
    /** There are no groups, whatever is chosen. */
    isFlat,
    options,
    isLoading: rowsQuery.isPending,
    fault: rowsQuery.error,
    searchFault: query === "" ? null : search.error,
    isAwaitingSearch: query !== "" && search.isFetching,
    retry: () => void rowsQuery.refetch(),
    retrySearch: () => void search.refetch(),
  };
}

function indexHits(hits: readonly WorkflowHit[]): ReadonlyMap<WorkflowId, WorkflowHit> {
  return new Map(hits.map((hit) => [hit.id, hit]));
}
