import { ConfirmDialog } from "@/components/confirm-dialog";
import type { RecordingActions } from "@/features/recordings/use-recording-actions";

/** Asked before a recording goes that cannot be had again, or that was to stay. */
export function RemoveDialog({ actions }: { actions: RecordingActions }) {
  const row = actions.asked;
  if (!row) return null;
  return (
    <ConfirmDialog
      open
      onClose={actions.forget}
      title={`Remove the recording of “${row.title}”?`}
      action="Remove recording"
      onConfirm={actions.confirm}
      danger
    >
      {row.isAvailable
        ? "It is pinned. It stays on the server and can be fetched again as long as it is there."
        : "The server does not have it any more. It cannot be brought back."}
    </ConfirmDialog>
  );
}
