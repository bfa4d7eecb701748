import { useQuery } from "@tanstack/react-query";
import { type Dispatch, useEffect, useMemo, useReducer, useState } from "react";
import { useNow } from "@/components/use-now";
import { type InputsBase, inputsBases } from "@/features/launch/inputs-base";
import {
  changeDraft,
  type Draft,
  type DraftAction,
  EMPTY_DRAFT,
  isChanged,
  numberFaults,
  requestOf,
  shownFaults,
} from "@/features/launch/launch-draft";
import { launchCheckQuery } from "@/features/launch/queries";
import type {
  ConnectionId,
  LaunchForm,
  LaunchInput,
  LaunchRequest,
  PartialRun,
} from "@/ipc/bindings";

/** The form with what has been typed into it. */
export interface LaunchEditor {
  form: LaunchForm;
  draft: Draft;
  act: Dispatch<DraftAction>;
  /** What the launch can begin with, and what it begins with. */
  bases: readonly InputsBase[];
  base: InputsBase;
  request: LaunchRequest;
  /** What is to be mended, by field: a key, or `options.<name>`. */
  faults: ReadonlyMap<string, string>;
  /** There is something to be mended for sure; faults that are shown may have been mended a moment ago. */
  isBlocked: boolean;
  /** Closing would lose something. */
  isChanged: boolean;
}

/** A pause in typing after which the backend is asked, in milliseconds. */
const PAUSE = 100;

/** Null until the form is there. */
export function useLaunchEditor(
  connection: ConnectionId,
  form: LaunchForm | undefined,
  prefill: readonly LaunchInput[] | undefined,
  partial: PartialRun | null = null,
): LaunchEditor | null {
  const [draft, act] = useReducer(changeDraft, EMPTY_DRAFT);
  const now = useNow("minute");
  const bases = useMemo(() => (form ? inputsBases(form, prefill, now) : []), [form, prefill, now]);
  const base = bases.find(({ id }) => id === draft.baseId) ?? bases[0];
  const request = useMemo(
    () => (form && base ? { ...requestOf(draft, form, base), partial } : null),
    [draft, form, base, partial],
  );
  const isDue = draft.isSubmitted || draft.touched.size > 0;
  const settled = useSettled(isDue ? request : null, PAUSE);
  const checked = useQuery(launchCheckQuery(connection, settled));
  const own = useMemo(() => (form ? numberFaults(draft, form) : []), [draft, form]);
  const faults = useMemo(
    () => shownFaults(draft, [...own, ...(checked.data ?? [])]),
    [draft, own, checked.data],
  );
  const isCurrent = settled === request && !checked.isFetching;
  if (!form || !base || !request) return null;
  return {
    form,
    draft,
    act,
    bases,
    base,
    request,
    faults,
    isBlocked: own.length + draft.refused.length > 0 || (isCurrent && faults.size > 0),
    isChanged: isChanged(draft, form, base),
  };
}

/** The value once it has stayed the same for so long. */
function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
