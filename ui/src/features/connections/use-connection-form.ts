import { useReducer, useRef } from "react";
import {
  changeForm,
  type FormState,
  type FormValues,
  fieldOfFault,
  mayPass,
  missingFields,
  startForm,
  toForm,
} from "@/features/connections/connection-form-model";
import { saveConnection, useAskAgain, useCheckKeychain } from "@/features/connections/queries";
import type { ConnectionReport, ConnectionsView, ConnectionView, KeyStorage } from "@/ipc/bindings";
import { host, IpcError, messageOf } from "@/ipc/client";

export interface ConnectionFormOptions {
  connections: ConnectionsView;
  /** Null: a new connection. */
  existing: ConnectionView | null;
  onSaved?: ((connection: ConnectionView) => void) | undefined;
}

export interface ConnectionFormControls {
  state: FormState;
  existing: ConnectionView | null;
  edit: (values: Partial<FormValues>) => void;
  /** Asks the server, at `baseUrl` if one is given. */
  test: (baseUrl?: string) => Promise<void>;
  /** Asks the server and keeps the connection if all is well; `anyway` keeps it without asking. */
  save: (anyway?: boolean) => Promise<void>;
  /** The last test failed for a reason that may pass by itself. */
  canSaveAnyway: boolean;
  /** The person has to say where the key is kept. */
  asksStorage: boolean;
}

/**
 * The form of a connection. The key stays in it only until the connection is kept: a failed test must not make a person
 * paste it again.
 */
export function useConnectionForm({
  connections,
  existing,
  onSaved,
}: ConnectionFormOptions): ConnectionFormControls {
  const [state, change] = useReducer(changeForm, null, () =>
    startForm(existing, connections.connections),
  );
  const askAgain = useAskAgain();
  const checkKeychain = useCheckKeychain();
  // An answer to a question that was asked before the last edit is dropped.
  const turn = useRef(0);
  const asksStorage = connections.keychain.state === "unusable";
  const needsKey = existing === null || existing.key === "missing";

  const edit = (values: Partial<FormValues>) => {
    if ("kind" in values || "baseUrl" in values || "key" in values) turn.current += 1;
    change({ type: "edited", values });
  };

  const refuse = (fault: unknown) => {
    const field = fault instanceof IpcError ? fieldOfFault(fault.field) : null;
    const message = messageOf(fault);
    change({
      type: "refused",
      faults: field ? { [field]: message } : {},
      fault: field ? null : message,
    });
    if (fault instanceof IpcError && fault.code === "keychain") checkKeychain.mutate();
  };

  const isComplete = (values: FormValues, isSaving: boolean) => {
    const faults = missingFields(values, needsKey, asksStorage && isSaving);
    if (Object.keys(faults).length === 0) return true;
    change({ type: "refused", faults, fault: null });
    return false;
  };

  /** Null when the answer is of no use any more. */
  const ask = async (
    values: FormValues,
    work: "testing" | "saving",
  ): Promise<ConnectionReport | null> => {
    const asked = ++turn.current;
    change({ type: "began", work });
    try {
      const report = await host.testConnection(
        toForm(values),
        values.key.trim() || null,
        existing?.id ?? null,
      );
      if (asked !== turn.current) return null;
      change({ type: "reported", report });
      return report;
    } catch (fault) {
      if (asked === turn.current) refuse(fault);
      return null;
    }
  };

  const test = async (baseUrl?: string) => {
    const values = baseUrl === undefined ? state : { ...state, baseUrl };
    if (baseUrl !== undefined) edit({ baseUrl });
    if (isComplete(values, false)) await ask(values, "testing");
  };

  const save = async (anyway = false) => {
    if (!isComplete(state, true)) return;
    let values: FormValues = state;
    if (!anyway && needsTest(state, existing)) {
      const report = await ask(state, "saving");
      if (report?.outcome !== "connected") return;
      values = { ...state, baseUrl: report.baseUrl };
    }
    await keep(values);
  };

  const placeFor = (key: string | null, chosen: KeyStorage | null): KeyStorage => {
    // Without a new key nothing moves.
    if (key === null && existing) return existing.key === "memory" ? "memory" : "keychain";
    return asksStorage ? (chosen ?? "memory") : "keychain";
  };

  const keep = async (values: FormValues) => {
    change({ type: "began", work: "saving" });
    const key = values.key.trim() || null;
    try {
      const form = toForm(values);
      const storage = placeFor(key, values.storage);
      const saved = await saveConnection(existing?.id ?? null, { form, key, storage });
      change({ type: "saved" });
      await askAgain();
      onSaved?.(saved);
    } catch (fault) {
      refuse(fault);
    }
  };

  const canSaveAnyway = state.report?.outcome === "failed" && mayPass(state.report.problem);
  return { state, existing, edit, test, save, canSaveAnyway, asksStorage };
}

/** A new name or colour needs no answer from the server, and neither does what has just been tested. */
function needsTest(state: FormState, existing: ConnectionView | null): boolean {
  if (state.report?.outcome === "connected") return false;
  if (existing === null) return true;
  return state.key.trim() !== "" || toForm(state).baseUrl !== existing.baseUrl;
}
