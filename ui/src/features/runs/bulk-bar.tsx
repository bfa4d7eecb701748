import { Copy, RotateCw, Square } from "lucide-react";
import { Button } from "@/components/button";
import { SelectionBar } from "@/components/selection-bar";
import { canCancel, canRetry } from "@/features/runs/run-words";
import type { RunActions } from "@/features/runs/use-run-actions";
import type { RunRow } from "@/ipc/bindings";
import { formatCount } from "@/lib/format";

interface BulkBarProps {
  /** Two or more. */
  rows: readonly RunRow[];
  actions: RunActions;
  onClear: () => void;
}

/** What can be done with several runs: each part with those that it fits. */
export function BulkBar({ rows, actions, onClear }: BulkBarProps) {
  const running = rows.filter(canCancel);
  const over = rows.filter(canRetry);
  return (
    <SelectionBar label="Selected runs" count={rows.length} onClear={onClear}>
      {over.length > 0 && (
        <Button size="sm" variant="ghost" icon={RotateCw} onClick={() => actions.retry(over)}>
          Retry {formatCount(over.length)}
          {over.length > 1 && "…"}
        </Button>
      )}
      {running.length > 0 && (
        <Button size="sm" variant="ghost" icon={Square} onClick={() => actions.cancel(running)}>
          Cancel {formatCount(running.length)}…
        </Button>
      )}
      <Button size="sm" variant="ghost" icon={Copy} onClick={() => actions.copyIds(rows)}>
        Copy ids
      </Button>
    </SelectionBar>
  );
}
