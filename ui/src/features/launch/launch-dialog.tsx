import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useToasts } from "@/components/toasts";
import type { ConnectionView, LaunchInput, RunId, WorkflowId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

export interface LaunchDialogProps {
  connection: ConnectionView;
  workflow: WorkflowId;
  version?: number | undefined;
  prefill?: LaunchInput[] | undefined;
  onClose: () => void;
  onStarted: (run: RunId) => void;
}

/** Runs a workflow. */
export function LaunchDialog(props: LaunchDialogProps) {
  const { connection, workflow, version = null, prefill, onClose, onStarted } = props;
  const toasts = useToasts();
  const { data: form } = useQuery({
    queryKey: ["launch", connection.id, "form", workflow, version],
    queryFn: () => host.launchForm(connection.id, workflow, version),
  });
  const run = async () => {
    if (!form) return;
    const inputs = prefill ?? form.last?.inputs ?? [];
    try {
      const request = { workflow, version, inputs, options: form.options };
      const outcome = await host.launch(connection.id, request);
      if (outcome.outcome === "started") onStarted(outcome.run);
      else if (outcome.outcome === "unknown") throw new Error(outcome.message);
      else throw new Error(outcome.faults[0]?.message);
    } catch (fault) {
      toasts.show({ tone: "danger", message: messageOf(fault) });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Run ${form?.title ?? ""}`}
      footer={
        <Button variant="primary" onClick={() => void run()}>
          Run
        </Button>
      }
    >
      {form?.fields.map((field) => field.key).join(", ")}
    </Dialog>
  );
}
