import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CompareSide, DraftId, Key } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/* A draft is named with its revision, so that what was known of an older state is not taken for the present one. */

/** Two states side by side. While the draft changes, the last known comparison stays. */
export function comparisonQuery(
  { connection, workflow }: DraftId,
  before: CompareSide,
  after: CompareSide,
  revision: number,
) {
  return queryOptions({
    queryKey: ["editor", connection, workflow, "compare", before, after, revision] as const,
    queryFn: () => host.compare(before, after),
    placeholderData: keepPreviousData,
    // A comparison of a thousand blocks is no small thing to keep for each key stroke.
    gcTime: 60_000,
  });
}

/** All versions of a workflow with their notes, newest first. */
export function historyQuery(draft: DraftId, newest: number) {
  return queryOptions({
    queryKey: ["editor", draft.connection, draft.workflow, "history", newest] as const,
    queryFn: () => host.workflowHistory(draft),
    staleTime: 0,
  });
}

/** All fields of one block of the draft. */
export function blockFieldsQuery(draft: DraftId, block: Key, revision: number) {
  return queryOptions({
    queryKey: ["editor", draft.connection, draft.workflow, "block", block, revision] as const,
    queryFn: () => host.editorBlock(draft, block),
    gcTime: 60_000,
  });
}

export const catalogueQuery = queryOptions({
  queryKey: ["editor", "catalogue"] as const,
  queryFn: () => host.editorCatalogue(),
  gcTime: Number.POSITIVE_INFINITY,
});

export const connectionsQuery = queryOptions({
  queryKey: ["editor", "connections"] as const,
  queryFn: () => host.connections(),
  staleTime: 0,
});

export function workflowsQuery(connection: string) {
  return queryOptions({
    queryKey: ["editor", connection, "workflows"] as const,
    queryFn: () => host.workflows(connection),
    staleTime: 0,
  });
}
