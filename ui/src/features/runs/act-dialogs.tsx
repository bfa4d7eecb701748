import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";
import { nameOf } from "@/features/runs/run-words";
import type { ActFailures, AskedAct, RunActions } from "@/features/runs/use-run-actions";
import { formatAmount } from "@/lib/format";
import "./act-dialogs.css";

/** What is asked before runs are cancelled or retried, and what became of it where something failed. */
export function ActDialogs({ actions }: { actions: RunActions }) {
  const { asked, failures } = actions;
  if (asked) return <Question asked={asked} actions={actions} />;
  if (failures) return <Failures report={failures} onClose={actions.forgetFailures} />;
  return null;
}

function Question({ asked, actions }: { asked: AskedAct; actions: RunActions }) {
  const isCancel = asked.act === "cancel";
  const count = asked.rows.length;
  return (
    <ConfirmDialog
      open
      onClose={actions.forget}
      title={`${isCancel ? "Cancel" : "Retry"} ${nameOf(asked.rows)}?`}
      action={`${isCancel ? "Cancel" : "Retry"} ${count === 1 ? "run" : formatAmount(count, "run")}`}
      refusal={isCancel ? "Keep running" : undefined}
      onConfirm={actions.confirm}
      danger={isCancel}
      busy={actions.isBusy}
    >
      {isCancel
        ? "The block under way may still finish; no further block starts. A cancelled run cannot be taken up again."
        : "Each starts as a new run with the same inputs. The finished runs stay as they are."}
    </ConfirmDialog>
  );
}

function Failures({ report, onClose }: { report: ActFailures; onClose: () => void }) {
  const { act, rows, failures } = report;
  const titles = new Map(rows.map((row) => [row.id, row.title]));
  const done = act === "cancel" ? "cancelled" : "started again";
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${failures.length} of ${formatAmount(rows.length, "run")} not ${done}`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <ul className="act-failures">
        {failures.map(({ run, message }) => (
          <li key={run} className="selectable">
            <strong>{titles.get(run) ?? "Run"}</strong> <span className="mono">{run}</span>
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
