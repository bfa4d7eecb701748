import { ImportReportDialog } from "@/features/workflows/import-report-dialog";
import { PasteDialog } from "@/features/workflows/paste-dialog";
import { TemplatesDialog } from "@/features/workflows/templates-dialog";
import type { useImport } from "@/features/workflows/use-import";
import type { ConnectionView } from "@/ipc/bindings";

export type AddDialog = "templates" | "paste";

interface AddDialogsProps {
  connection: ConnectionView;
  open: AddDialog | null;
  onClose: () => void;
  imports: ReturnType<typeof useImport>;
}

/** The dialogs behind the ways to new workflows; one at a time. */
export function AddDialogs({ connection, open, onClose, imports }: AddDialogsProps) {
  if (imports.report) {
    return <ImportReportDialog report={imports.report} onClose={imports.closeReport} />;
  }
  if (open === "templates") {
    return (
      <TemplatesDialog connection={connection} onClose={onClose} onTake={imports.takeTemplate} />
    );
  }
  if (open === "paste") return <PasteDialog onClose={onClose} onTake={imports.takeText} />;
  return null;
}
