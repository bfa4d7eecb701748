import { Banner } from "@/components/banner";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useDeleteConnection } from "@/features/connections/queries";
import type { ConnectionView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

interface DeleteConnectionDialogProps {
  connection: ConnectionView;
  onClose: () => void;
}

/** What goes with a server cannot be brought back, so it is asked for. */
export function DeleteConnectionDialog({ connection, onClose }: DeleteConnectionDialogProps) {
  const remove = useDeleteConnection();
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the server “${connection.name}”?`}
      action="Delete server"
      danger
      busy={remove.isPending}
      banner={remove.isError && <Banner title="Not deleted">{messageOf(remove.error)}</Banner>}
      onConfirm={() => remove.mutate(connection.id, { onSuccess: onClose })}
    >
      <p>{keyWords(connection)}</p>
      <p>
        The workflows, runs and recordings that are kept of it on this computer go too. Nothing is
        deleted on the server itself, and runs under way go on there.
      </p>
    </ConfirmDialog>
  );
}

function keyWords(connection: ConnectionView): string {
  if (connection.key === "keychain") return "Its API key is removed from the keychain.";
  if (connection.key === "memory") return "Its API key is forgotten.";
  return "Eyrie forgets its address.";
}
