import { CircleX } from "lucide-react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Icon } from "@/components/icon";
import type { ImportReport } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";
import "./import-report-dialog.css";

/** What could not be imported: each file with what is wrong, where, and what to do. */
export function ImportReportDialog({
  report,
  onClose,
}: {
  report: ImportReport;
  onClose: () => void;
}) {
  const { imported, failed } = report;
  const done = imported.length > 0 ? `${formatAmount(imported.length, "workflow")} imported` : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${formatAmount(failed.length, "file")} could not be imported`}
      subtitle={done ?? "Nothing was changed on the server"}
      width={560}
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <ul className="import-failures">
        {failed.map(({ file, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of one name may fail; the list does not change
          <li key={index}>
            <Icon icon={CircleX} />
            <div className="selectable">
              <strong>{file}</strong>
              <p>{message}</p>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
