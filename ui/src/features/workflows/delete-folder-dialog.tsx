import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import type { FolderView } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

interface DeleteFolderDialogProps {
  folder: FolderView;
  /** How many workflows it holds. */
  count: number;
  onClose: () => void;
  /** Resolves when it is done, or was refused. */
  onDelete: (withWorkflows: boolean) => Promise<boolean>;
}

/** Asks before a folder goes, since the server cannot bring it back: alone, or with its workflows. */
export function DeleteFolderDialog({ folder, count, onClose, onDelete }: DeleteFolderDialogProps) {
  const [busy, setBusy] = useState<"alone" | "all" | null>(null);
  const workflows = formatAmount(count, "workflow");
  const act = async (withWorkflows: boolean) => {
    setBusy(withWorkflows ? "all" : "alone");
    const isGone = await onDelete(withWorkflows);
    setBusy(null);
    if (isGone) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete the folder “${folder.title}”?`}
      busy={busy !== null}
      width={count === 0 ? 420 : 520}
      footer={
        <>
          <Button data-autofocus="" disabled={busy !== null} onClick={onClose}>
            Cancel
          </Button>
          {count > 0 && (
            <Button
              variant="danger"
              loading={busy === "all"}
              disabled={busy === "alone"}
              onClick={() => void act(true)}
            >
              Delete folder and {workflows}
            </Button>
          )}
          <Button
            variant={count === 0 ? "danger" : "secondary"}
            loading={busy === "alone"}
            disabled={busy === "all"}
            onClick={() => void act(false)}
          >
            {count === 0 ? "Delete folder" : "Delete folder only"}
          </Button>
        </>
      }
    >
      {count === 0 ? (
        <p>It holds no workflows. It is deleted on the server; this cannot be undone.</p>
      ) : (
        <p>
          It holds {workflows}. They can stay, in “No folder”, or be deleted with it on the server.
          Neither can be undone.
        </p>
      )}
    </Dialog>
  );
}
