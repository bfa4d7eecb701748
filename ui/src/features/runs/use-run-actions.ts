import { useState } from "react";
import { useToasts } from "@/components/toasts";
import { nameOf } from "@/features/runs/run-words";
import type { BulkReport, ConnectionView, RunId, RunRow } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";
import { formatAmount } from "@/lib/format";

export type RunAct = "cancel" | "retry";

/** What a person is asked before it is done. */
export interface AskedAct {
  act: RunAct;
  rows: readonly RunRow[];
}

/** Runs with which something failed, and why. */
export interface ActFailures extends AskedAct {
  failures: BulkReport["failed"];
}

export type RunActions = ReturnType<typeof useRunActions>;

/** Cancelling, retrying and copying, for one run or many. */
export function useRunActions(
  connection: ConnectionView,
  onOpenRun: (run: RunId, title: string) => void,
) {
  const { show } = useToasts();
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failures, setFailures] = useState<ActFailures | null>(null);

  const perform = async ({ act, rows }: AskedAct) => {
    const ids = rows.map((row) => row.id);
    setBusy(true);
    try {
      const report = await (act === "cancel"
        ? host.cancelRuns(connection.id, ids)
        : host.retryRuns(connection.id, ids));
      tell(act, rows, report);
    } catch (fault) {
      show({
        tone: "danger",
        name: act,
        message: `Cannot ${act} ${nameOf(rows)}. ${messageOf(fault)}`,
      });
    } finally {
      setBusy(false);
      setAsked(null);
    }
  };

  const tell = (act: RunAct, rows: readonly RunRow[], { done, failed }: BulkReport) => {
    const [first] = done;
    const only = rows.length === 1 ? rows[0] : undefined;
    const what = only ? nameOf(rows) : formatAmount(done.length, "run");
    if (first !== undefined && act === "cancel") {
      show({ name: act, message: `Told ${what} to stop` });
    } else if (first !== undefined) {
      const open = { label: "Open", onAct: () => onOpenRun(first, only?.title ?? first) };
      show({ name: act, message: `Started ${what} again`, ...(only ? { action: open } : {}) });
    }
    if (failed.length > 0) setFailures({ act, rows, failures: failed });
  };

  return {
    asked,
    isBusy,
    failures,
    /** Cancelling cannot be undone, and many runs at once are many: both are asked about. */
    cancel: (rows: readonly RunRow[]) => setAsked({ act: "cancel", rows }),
    retry: (rows: readonly RunRow[]) => {
      if (rows.length > 1) setAsked({ act: "retry", rows });
      else void perform({ act: "retry", rows });
    },
    confirm: () => {
      if (asked && !isBusy) void perform(asked);
    },
    forget: () => setAsked(null),
    forgetFailures: () => setFailures(null),
    copyIds: (rows: readonly RunRow[]) => {
      const words = rows.length === 1 ? "Id copied" : `${formatAmount(rows.length, "id")} copied`;
      copyText(rows.map((row) => row.id).join("\n")).then(
        () => show({ name: "copied", message: words }),
        (fault) => show({ tone: "danger", message: `The id was not copied. ${messageOf(fault)}` }),
      );
    },
  };
}
