import { useMemo } from "react";
import { useAnnounce } from "@/components/live-region";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { outermost } from "@/features/editor/draft/structure";
import { structureIn } from "@/features/editor/draft/use-structure";
import { useDrag } from "@/features/editor/drag/drag-context";
import { type DragStore, dropEdit, isHome } from "@/features/editor/drag/drag-store";
import {
  cancelWords,
  dropWords,
  gapWords,
  liftWords,
  nameOfBlocks,
} from "@/features/editor/drag/drag-words";
import {
  containersOf,
  gapInto,
  gapOutOf,
  gapsInOrder,
  homeOf,
  stepGap,
} from "@/features/editor/drag/gap-steps";
import type { BlockCommands } from "@/features/editor/screen/block-commands";
import type { Gap, Key } from "@/ipc/bindings";

export interface KeyboardLift {
  isOn: () => boolean;
  /** Lifts the chosen blocks. */
  lift: () => boolean;
  /** Takes a key while something is lifted; false if it is none of these. */
  press: (key: string) => boolean;
}

/** Moving blocks without a pointer: Space lifts, arrow keys choose the place, Space drops. */
export function useKeyboardLift(commands: BlockCommands): KeyboardLift {
  const draft = useDraft();
  const drag = useDrag();
  const announce = useAnnounce();
  return useMemo(() => {
    const isOn = () => drag.read().lifted !== null && drag.read().by === "keyboard";
    const aim = (gap: Gap | null) => {
      const { lifted } = drag.read();
      if (!lifted) return;
      if (!gap) return announce("No further place");
      const structure = structureIn(draft.read());
      const closed = containersOf(structure, gap).filter((key) => draft.read().folded.has(key));
      if (closed.length > 0) draft.setFolded(closed, false);
      drag.aim(gap);
      announce(gapWords(structure, gap, lifted));
    };
    const lift = () => {
      const structure = structureIn(draft.read());
      const keys = outermost(structure, draft.read().selection);
      if (keys.length === 0) return false;
      const lifted = { type: "blocks" as const, keys, name: nameOfBlocks(structure, keys) };
      const home = homeOf(structure, keys);
      drag.lift(lifted, "keyboard", home);
      announce(liftWords(structure, home, lifted));
      return true;
    };
    const drop = () => {
      const state = drag.read();
      const structure = structureIn(draft.read());
      const { target, lifted } = state;
      const edit = target && dropEdit(structure, state, target);
      if (!edit || !lifted || isHome(structure, state, target)) return cancel();
      const words = dropWords(structure, target, state);
      drag.end();
      void commands.edit(edit).then((change) => {
        if (change) announce(words);
      });
    };
    const cancel = () => {
      const { lifted } = drag.read();
      const structure = structureIn(draft.read());
      if (lifted?.type === "blocks")
        announce(cancelWords(structure, homeOf(structure, lifted.keys), lifted));
      drag.end();
    };
    const press = (key: string) => {
      if (!isOn()) return false;
      if (key === " " || key === "Enter") drop();
      else if (key === "Escape") cancel();
      else if (WALKING.has(key)) aim(nextGap(draft, drag, WALKING.get(key) ?? key));
      return true;
    };
    return { isOn, lift, press };
  }, [draft, drag, announce, commands]);
}

/** Keys that lead to another place, by what they mean. */
const WALKING: ReadonlyMap<string, string> = new Map([
  ["ArrowUp", "ArrowUp"],
  ["k", "ArrowUp"],
  ["ArrowDown", "ArrowDown"],
  ["j", "ArrowDown"],
  ["ArrowLeft", "ArrowLeft"],
  ["ArrowRight", "ArrowRight"],
  ["Home", "Home"],
  ["End", "End"],
]);

/** Where an arrow key leads; places that are refused are passed over. */
function nextGap(draft: DraftStore, drag: DragStore, key: string): Gap | null {
  const { lifted, target } = drag.read();
  if (lifted?.type !== "blocks" || !target) return null;
  const keys: readonly Key[] = lifted.keys;
  const structure = structureIn(draft.read());
  const mayTake = (gap: Gap) => !drag.verdictOf(gap)?.refused;
  if (key === "ArrowRight") return gapInto(structure, target, keys);
  if (key === "ArrowLeft") return gapOutOf(structure, target);
  const gaps = gapsInOrder(structure, keys, draft.read().folded);
  if (key === "Home") return gaps.find(mayTake) ?? null;
  if (key === "End") return gaps.findLast(mayTake) ?? null;
  return stepGap(gaps, target, key === "ArrowUp" ? -1 : 1, mayTake);
}
