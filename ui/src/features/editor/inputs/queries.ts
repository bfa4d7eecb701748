import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ConnectionId, DraftId, RunId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** What the library, the inspector and the panels are drawn from. It does not change while the app runs. */
export const catalogueQuery = queryOptions({
  queryKey: ["editor", "catalogue"],
  queryFn: () => host.editorCatalogue(),
  gcTime: Number.POSITIVE_INFINITY,
});

/** Models, credentials and workflows of the server. */
export const choicesQuery = (connection: ConnectionId) =>
  queryOptions({
    queryKey: ["editor", connection, "choices"],
    queryFn: () => host.editorChoices(connection),
  });

/** The runs whose values a text can be shown with. */
export const pastRunsQuery = ({ connection, workflow }: DraftId) =>
  queryOptions({
    queryKey: ["editor", connection, "runs", workflow],
    queryFn: async () => {
      const query = { text: "", statuses: [], workflow, offset: 0, limit: 20 };
      return (await host.runs(connection, query)).rows;
    },
    staleTime: 0,
  });

/** A text with the values of a run; null for the last one. */
export const renderedQuery = (draft: DraftId, text: string, run: RunId | null) =>
  queryOptions({
    queryKey: ["editor", draft.connection, "rendered", draft.workflow, run, text],
    queryFn: () => host.renderText(draft, text, run),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

/** Where a name is defined and used, as of a revision of the draft. */
export const usesQuery = (draft: DraftId, name: string, revision: number) =>
  queryOptions({
    queryKey: ["editor", draft.connection, "uses", draft.workflow, name, revision],
    queryFn: () => host.referenceUses(draft, name),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
