import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";

interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  /** A question with its object: "Delete the server “Staging”?" */
  title: ReactNode;
  /** What will happen and what stays. */
  children: ReactNode;
  /** The verb with its object: "Delete server". */
  action: string;
  /** The button that leaves all as it is; "Cancel" by default, unless that is what the action does. */
  refusal?: string | undefined;
  onConfirm: () => void;
  danger?: boolean | undefined;
  busy?: boolean | undefined;
  banner?: ReactNode;
}

/** Only for what cannot be undone; everything else shows Undo instead of a question. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  action,
  refusal = "Cancel",
  onConfirm,
  danger,
  busy,
  banner,
}: ConfirmDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      banner={banner}
      busy={busy}
      width={420}
      footer={
        <>
          <Button onClick={onClose} disabled={busy} data-autofocus={danger || undefined}>
            {refusal}
          </Button>
          <Button variant={danger ? "danger" : "primary"} loading={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
