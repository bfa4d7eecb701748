import { useEffect } from "react";
import { type Toast, useToasts } from "@/components/toasts";
import type { ConnectionId, Notice, NoticeKind, RunId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { on } from "@/ipc/events";

type OpenRun = (connection: ConnectionId, run: RunId, title: string) => void;

/**
 * Shows what a person should hear of wherever they are. The main window shows all of it; the window of a run only what
 * is about another run, and only while it has the focus, so that the same words do not stand in every window.
 */
export function useNotices(ownRun: RunId | null) {
  const toasts = useToasts();
  useEffect(() => {
    const openRun: OpenRun = (connection, run, title) => {
      host.openRun(connection, run, title).catch((fault: unknown) => {
        toasts.show({ tone: "danger", message: messageOf(fault) });
      });
    };
    return on("noticeShown", (notice) => {
      if (ownRun !== null && (notice.run === ownRun || !document.hasFocus())) return;
      toasts.show(toToast(notice, openRun));
    });
  }, [toasts, ownRun]);
}

const TONES: Record<NoticeKind, Toast["tone"]> = {
  runCompleted: "ok",
  runFailed: "danger",
  needsPerson: "warn",
  problem: "danger",
};

function toToast({ kind, title, body, connection, run }: Notice, openRun: OpenRun): Toast {
  const toast: Toast = {
    tone: TONES[kind],
    message: body ? `${title}. ${body}` : title,
    // Somebody is waited for: it stays until the person has seen it, or the run goes on.
    ...(kind === "needsPerson" ? { stays: Number.POSITIVE_INFINITY } : {}),
  };
  if (connection === null || run === null) return toast;
  return {
    ...toast,
    name: `run ${run}`,
    action: { label: "Open run", onAct: () => openRun(connection, run, title) },
  };
}
