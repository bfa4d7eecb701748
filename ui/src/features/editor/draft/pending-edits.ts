// What is typed is sent after a short pause. Whoever needs the draft complete (publish, run, compare) asks first that
// everything typed so far has arrived.
import type { DraftStore } from "@/features/editor/draft/draft-store";

type Flush = () => Promise<void>;

const flushes = new WeakMap<DraftStore, Set<Flush>>();

/** Registers a place that may hold typed text back; returns the function that takes it out again. */
export function holdsEdits(store: DraftStore, flush: Flush): () => void {
  const known = flushes.get(store) ?? new Set<Flush>();
  flushes.set(store, known);
  known.add(flush);
  return () => known.delete(flush);
}

/** Resolves when all that was typed in this window is part of the draft. */
export async function flushEdits(store: DraftStore): Promise<void> {
  await Promise.all(Array.from(flushes.get(store) ?? [], (flush) => flush()));
}
