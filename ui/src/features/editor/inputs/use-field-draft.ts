import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useDraft } from "@/features/editor/draft/draft-context";
import { holdsEdits } from "@/features/editor/draft/pending-edits";
import { sendEdit } from "@/features/editor/inputs/edit-queue";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { sameJson } from "@/features/editor/inputs/same-json";
import { Typing, type TypingState } from "@/features/editor/inputs/typing";

export interface FieldDraft {
  /** What is typed, or what the draft has; undefined where nothing is set. */
  value: unknown;
  /** Why the last value was not taken. */
  refusal: string | null;
  /** What is shown is in the draft, and the problems of the draft speak of it. */
  isSettled: boolean;
  /** A key was pressed: shown at once, sent after a pause. */
  onType: (value: unknown) => void;
  /** Something was chosen: sent at once. */
  onPick: (value: unknown) => void;
  /** The field is left: what is typed is sent. */
  onLeave: () => void;
}

/** One field as it is being edited. Nothing that is typed is lost when it goes from the screen. */
export function useFieldDraft(source: FieldSource, name: string): FieldDraft {
  const draft = useDraft();
  const typing = useTyping(source, name);
  const state = useSyncExternalStore(typing.subscribe, typing.read);
  const kept = useSyncExternalStore(source.subscribe, () => source.read(name));
  const isTaken = useSyncExternalStore(
    source.subscribe,
    () => state.phase === "typed" && state.revision !== null && source.asOf() >= state.revision,
  );
  useEffect(() => {
    const { work } = typing;
    const stop = holdsEdits(draft, () => work.flush());
    return () => {
      stop();
      void work.flush();
    };
  }, [draft, typing]);
  useEffect(() => {
    if (isTaken) typing.work.forget();
  }, [isTaken, typing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value in the draft outdates the refused one
  useEffect(() => {
    if (typing.work.read().phase === "refused") typing.work.forget();
  }, [kept, typing]);
  const onType = useCallback((value: unknown) => typing.work.type(value), [typing]);
  const onPick = useCallback((value: unknown) => typing.work.pick(value), [typing]);
  const onLeave = useCallback(() => void typing.work.flush(), [typing]);
  return {
    value: state.phase === "idle" || isTaken ? kept : state.value,
    refusal: state.phase === "refused" ? state.message : null,
    isSettled: state.phase === "idle" || (state.phase === "typed" && state.revision !== null),
    onType,
    onPick,
    onLeave,
  };
}

function useTyping(source: FieldSource, name: string) {
  const draft = useDraft();
  return useMemo(() => {
    const listeners = new Set<() => void>();
    const work = new Typing(
      async (value) => {
        const isKept = sameJson(value, source.read(name)) && !source.hasSecret(name);
        if (isKept && source.asOf() >= draft.read().revision) return source.asOf();
        return (await sendEdit(draft, source.edit(name, value))).revision;
      },
      () => {
        for (const listener of listeners) listener();
      },
    );
    return {
      work,
      read: (): TypingState => work.read(),
      subscribe(listener: () => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }, [draft, source, name]);
}
