import { useReporting } from "@/features/workflows/use-reporting";
import { nameOf } from "@/features/workflows/words";
import type { ConnectionView, RunId, WorkflowId, WorkflowRow } from "@/ipc/bindings";
import { host } from "@/ipc/client";

interface QuickLaunchProps {
  connection: ConnectionView;
  /** Opens the launch dialog. */
  onLaunch: (workflow: WorkflowId) => void;
  onOpenRun: (run: RunId, title: string) => void;
}

/**
 * Runs a workflow again with the inputs and options of its last launch from this computer. Where there was none, or
 * where they do not fit any more, the launch dialog opens.
 */
export function useQuickLaunch({ connection, onLaunch, onOpenRun }: QuickLaunchProps) {
  const { show, attemptOnServer } = useReporting(connection);
  return (row: WorkflowRow) =>
    attemptOnServer(`run ${nameOf([row])}`, async () => {
      const form = await host.launchForm(connection.id, row.id, null);
      if (!form.last) return onLaunch(row.id);
      const request = {
        workflow: row.id,
        version: null,
        inputs: form.last.inputs,
        options: form.options,
      };
      const outcome = await host.launch(connection.id, request);
      if (outcome.outcome === "started") onOpenRun(outcome.run, row.title);
      else if (outcome.outcome === "invalid") onLaunch(row.id);
      else {
        const candidate = outcome.candidates[0];
        show({
          tone: "danger",
          message: outcome.message,
          ...(candidate
            ? { action: { label: "Open run", onAct: () => onOpenRun(candidate, row.title) } }
            : {}),
        });
      }
    });
}
