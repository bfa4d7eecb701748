import { useQueryClient } from "@tanstack/react-query";
import { mergeRows } from "@/features/workflows/list-model";
import { workflowQuery, workflowsQuery } from "@/features/workflows/queries";
import { useDeletion } from "@/features/workflows/use-deletion";
import { useMove } from "@/features/workflows/use-move";
import { useReporting } from "@/features/workflows/use-reporting";
import { nameOf } from "@/features/workflows/words";
import type { ConnectionView, TextFormat, WorkflowRow } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";
import { formatAmount } from "@/lib/format";

type Rows = readonly WorkflowRow[];

/** What can be done with workflows of the list. Each tells by itself what became of it. */
export function useWorkflowActions(connection: ConnectionView) {
  const cache = useQueryClient();
  const { show, attempt, attemptOnServer } = useReporting(connection);
  const move = useMove(connection);
  const remove = useDeletion(connection);
  const idsOf = (rows: Rows) => rows.map((row) => row.id);

  /** The copies, once they are in the list. */
  const duplicate = async (rows: Rows): Promise<WorkflowRow[]> => {
    if (rows.length === 0) return [];
    const copies = await attemptOnServer(`duplicate ${nameOf(rows)}`, () =>
      host.duplicateWorkflows(connection.id, idsOf(rows)),
    );
    if (!copies) return [];
    cache.setQueryData(
      workflowsQuery(connection.id).queryKey,
      (before) => before && mergeRows(before, { changed: copies, removed: [] }),
    );
    show({ message: `${nameOf(rows)} duplicated` });
    return copies;
  };

  const exportTo = async (rows: Rows, format: TextFormat) => {
    const report = await attempt(`export ${nameOf(rows)}`, () =>
      host.chooseAndExport(connection.id, idsOf(rows), format),
    );
    if (report?.folder == null) return;
    show({ message: `${formatAmount(report.files.length, "file")} written to ${report.folder}` });
    if (report.openSecrets.length > 0) {
      show({
        tone: "warn",
        name: "open-secrets",
        message: `This server keeps secrets unencrypted, so the export holds them in plain text: ${report.openSecrets.join("; ")}`,
      });
    }
  };

  const copyId = (row: WorkflowRow) =>
    attempt(`copy ${row.id}`, async () => {
      await copyText(row.id);
      show({ message: `${row.id} copied` });
    });

  const openInSkyvern = (row: WorkflowRow) =>
    attempt(`open ${nameOf([row])} in Skyvern`, async () => {
      const { appUrl } = await cache.fetchQuery(workflowQuery(connection.id, row.id, null));
      if (appUrl) await host.openLink(appUrl);
      else show({ tone: "warn", message: "The address of Skyvern’s own interface is not known" });
    });

  return { move, remove, duplicate, exportTo, copyId, openInSkyvern };
}
