import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import type { FoundText, TextQuery } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

const NO_QUERY: TextQuery = { text: "", matchCase: false, wholeWords: false, regex: false };

export interface Finding {
  query: TextQuery;
  setQuery: (change: Partial<TextQuery>) => void;
  hits: readonly FoundText[];
  /** Which hit one stands at, from 0; -1 before the first. */
  current: number;
  /** What is wrong with the pattern, or why a replacement was refused. */
  fault: string | null;
  isBusy: boolean;
  /** Goes to a hit; beyond the last it begins anew. */
  goTo: (index: number) => void;
  /** Replaces the current hit, or all. */
  replace: (words: string, what: "current" | "all") => void;
}

const NO_HITS: readonly FoundText[] = [];

/** Find and replace over all texts of the draft. `onReveal` shows where a hit stands. */
export function useFind(onReveal: (hit: FoundText) => void): Finding {
  const store = useDraft();
  const revision = useDraftState((state) => state.revision);
  const [query, setQuery] = useState(NO_QUERY);
  const [current, setCurrent] = useState(-1);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const asked = useDeferredValue(query);
  const { connection, workflow } = store.id;
  const { data, error } = useQuery({
    queryKey: ["editor", connection, workflow, "find", asked, revision],
    queryFn: () => host.findText(store.id, asked),
    enabled: asked.text !== "",
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const hits = asked.text === "" || error ? NO_HITS : (data ?? NO_HITS);
  // Hits that went away by an edit cannot be the current one.
  const standing = Math.min(current, hits.length - 1);

  const goTo = (index: number) => {
    if (hits.length === 0) return;
    const next = (index + hits.length) % hits.length;
    setCurrent(next);
    const hit = hits[next];
    if (hit) onReveal(hit);
  };
  const replace = (words: string, what: "current" | "all") => {
    if (isBusy || hits.length === 0) return;
    const only = what === "all" ? null : [Math.max(0, standing)];
    setBusy(true);
    setRefusal(null);
    void flushEdits(store)
      .then(() => store.edit({ edit: "replace", query, with: words, only }))
      .then(
        () => setCurrent(only ? (only[0] ?? 0) : -1),
        (fault) => setRefusal(messageOf(fault)),
      )
      .finally(() => setBusy(false));
  };
  return {
    query,
    setQuery: (change) => {
      setQuery({ ...query, ...change });
      setCurrent(-1);
      setRefusal(null);
    },
    hits,
    current: standing,
    fault: refusal ?? (error && asked.text !== "" ? messageOf(error) : null),
    isBusy,
    goTo,
    replace,
  };
}
