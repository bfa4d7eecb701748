import { useRef, useState } from "react";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import type { ConnectionId, LaunchOutcome, RunId } from "@/ipc/bindings";
import { host, IpcError, messageOf } from "@/ipc/client";

/** The connection broke while the request was under way. */
export type UnknownOutcome = Extract<LaunchOutcome, { outcome: "unknown" }>;

interface LaunchWays {
  connection: ConnectionId;
  editor: LaunchEditor | null;
  onStarted: (run: RunId) => void;
  /** Leads to the first field that has to be mended. */
  onFaults: () => void;
}

/** Sends the launch, once. Nothing is sent while a field has to be mended or another try is under way. */
export function useLaunch({ connection, editor, onStarted, onFaults }: LaunchWays) {
  const isUnderWay = useRef(false);
  const [isSending, setSending] = useState(false);
  const [unknown, setUnknown] = useState<UnknownOutcome | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const take = (outcome: LaunchOutcome, { act }: LaunchEditor) => {
    switch (outcome.outcome) {
      case "started":
        return onStarted(outcome.run);
      case "invalid":
        act({ type: "refused", faults: outcome.faults });
        return onFaults();
      case "unknown":
        return setUnknown(outcome);
    }
  };

  const refuse = (fault: unknown, { form, act }: LaunchEditor) => {
    const field = fault instanceof IpcError && fault.code === "invalid" ? fault.field : null;
    const isKnown =
      field !== null &&
      (field.startsWith("options.") || form.fields.some(({ key }) => key === field));
    if (!isKnown) return setRefusal(messageOf(fault));
    act({ type: "refused", faults: [{ field, message: messageOf(fault) }] });
    onFaults();
  };

  const send = async (current: LaunchEditor) => {
    isUnderWay.current = true;
    setSending(true);
    setUnknown(null);
    setRefusal(null);
    try {
      take(await host.launch(connection, current.request), current);
    } catch (fault) {
      refuse(fault, current);
    } finally {
      isUnderWay.current = false;
      setSending(false);
    }
  };

  return {
    isSending,
    unknown,
    /** Why the last try failed, where it belongs to no field. */
    refusal,
    launch: () => {
      if (!editor || isUnderWay.current) return;
      editor.act({ type: "submitted" });
      if (editor.isBlocked) onFaults();
      else void send(editor);
    },
  };
}
