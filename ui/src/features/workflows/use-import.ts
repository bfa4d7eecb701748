import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type FolderChoice, targetFolder } from "@/features/workflows/folder-choice";
import { mergeRows } from "@/features/workflows/list-model";
import { workflowsQuery } from "@/features/workflows/queries";
import { useReporting } from "@/features/workflows/use-reporting";
import { nameOf } from "@/features/workflows/words";
import type {
  ConnectionView,
  ImportReport,
  TemplateView,
  WorkflowId,
  WorkflowRow,
} from "@/ipc/bindings";
import { host } from "@/ipc/client";

interface ImportProps {
  connection: ConnectionView;
  /** Where new workflows go. */
  folder: FolderChoice;
  /** New workflows are in the list. */
  onAdded: (ids: WorkflowId[]) => void;
}

/** The ways in which workflows get into the list. `report` is there when a file could not be imported. */
export function useImport({ connection, folder, onAdded }: ImportProps) {
  const cache = useQueryClient();
  const { show, attemptOnServer } = useReporting(connection);
  const [report, setReport] = useState<ImportReport | null>(null);
  const target = targetFolder(folder);

  const add = (rows: WorkflowRow[], verb: string) => {
    if (rows.length === 0) return;
    cache.setQueryData(
      workflowsQuery(connection.id).queryKey,
      (before) => before && mergeRows(before, { changed: rows, removed: [] }),
    );
    onAdded(rows.map((row) => row.id));
    show({ message: `${nameOf(rows)} ${verb}` });
  };
  const take = (outcome: ImportReport | null) => {
    if (!outcome) return;
    add(outcome.imported, "imported");
    if (outcome.failed.length > 0) setReport(outcome);
  };

  return {
    report,
    closeReport: () => setReport(null),
    chooseFiles: async () =>
      take(await attemptOnServer("import", () => host.chooseAndImport(connection.id, target))),
    takeFiles: async (paths: string[]) =>
      take(await attemptOnServer("import", () => host.importFiles(connection.id, target, paths))),
    /** What is wrong with the text, as a sentence; null when it was imported. */
    takeText: async (text: string): Promise<string | null> => {
      const outcome = await host.importText(connection.id, target, text);
      add(outcome.imported, "imported");
      return outcome.failed[0]?.message ?? null;
    },
    /** False when the server refused. */
    takeTemplate: async (template: TemplateView): Promise<boolean> => {
      const row = await attemptOnServer(`use “${template.title}”`, () =>
        host.createFromTemplate(connection.id, template.id, target),
      );
      if (row) add([row], "added");
      return row !== null;
    },
  };
}
