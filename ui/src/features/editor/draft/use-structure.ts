import { useDraftState } from "@/features/editor/draft/draft-context";
import type { DraftState } from "@/features/editor/draft/draft-store";
import { type Structure, structureOf } from "@/features/editor/draft/structure";
import type { Key } from "@/ipc/bindings";

/** One structure for each state of the blocks, whoever asks. */
const kept = new WeakMap<DraftState["nodes"], { order: DraftState["order"]; whole: Structure }>();

export function structureIn({ nodes, order }: DraftState): Structure {
  const known = kept.get(nodes);
  if (known?.order === order) return known.whole;
  const whole = structureOf(order, nodes);
  kept.set(nodes, { order, whole });
  return whole;
}

/** The tree of the draft's blocks. */
export function useStructure(): Structure {
  return useDraftState(structureIn);
}

/** How many blocks stand in a loop or condition. */
export function useBlockCount(key: Key): number {
  return useDraftState((state) => structureIn(state).counts.get(key) ?? 0);
}
