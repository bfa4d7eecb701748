import { RotateCw } from "lucide-react";
import { Button } from "@/components/button";
import { MenuItem } from "@/components/menu";
import { SplitButton } from "@/components/split-button";
import { launchInputs } from "@/features/run-window/launch-inputs";
import { type Attempt, useAttempt } from "@/features/run-window/use-attempt";
import type { LaunchInput, RunHead, WorkflowId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** Opens the launch dialog for a workflow with inputs filled in; a version of null is the newest. */
export type Rerun = (workflow: WorkflowId, inputs: LaunchInput[], version: number | null) => void;

interface RerunButtonProps {
  head: RunHead;
  onRerun: Rerun;
  variant?: "primary" | "secondary" | undefined;
}

/** Runs the workflow again: with the inputs to look over, or just as it was. */
export function RerunButton({ head, onRerun, variant }: RerunButtonProps) {
  const attempt = useAttempt();
  const rerun = rerunOf(head, onRerun);
  const retry = () => void retryRun(attempt, head);
  if (!rerun && !head.canRetry) return null;
  if (!rerun) {
    return (
      <Button size="sm" icon={RotateCw} variant={variant} onClick={retry}>
        Retry
      </Button>
    );
  }
  return (
    <SplitButton
      size="sm"
      icon={RotateCw}
      variant={variant}
      onClick={rerun}
      menuLabel="Other ways to run again"
      menu={
        <>
          <MenuItem onSelect={rerun}>Rerun…</MenuItem>
          <MenuItem
            onSelect={retry}
            disabled={!head.canRetry}
            aux={head.canRetry ? undefined : "not with this server"}
          >
            Retry with same inputs
          </MenuItem>
        </>
      }
    >
      Rerun…
    </SplitButton>
  );
}

/** Opens the launch dialog with the inputs of the run; null for a run without a workflow. */
export function rerunOf(head: RunHead, onRerun: Rerun): (() => void) | null {
  const { workflow } = head;
  return workflow === null
    ? null
    : () => onRerun(workflow, launchInputs(head.inputs), head.version);
}

/** The new run gets a window of its own. */
function retryRun(attempt: Attempt, head: RunHead): Promise<void> {
  return attempt("The run was not started again", async () => {
    const { done, failed } = await host.retryRuns(head.connection, [head.id]);
    if (failed[0]) throw new Error(failed[0].message);
    if (done[0]) await host.openRun(head.connection, done[0], head.title);
  });
}
