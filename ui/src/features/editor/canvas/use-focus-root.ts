import { useState } from "react";
import { MOST_DEPTH } from "@/features/editor/canvas/boxes";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { ancestorsOf, type Structure } from "@/features/editor/draft/structure";
import type { Key } from "@/ipc/bindings";

/** The container that is shown alone; follows the selection to where it can be seen. */
export function useFocusRoot(structure: Structure) {
  const chosen = useDraftState((state) => state.selection.at(-1) ?? null);
  const [root, setRoot] = useState<Key | null>(null);
  const [followed, setFollowed] = useState<Key | null>(null);
  if (chosen !== followed) {
    setFollowed(chosen);
    if (chosen !== null && !isShown(structure, chosen, root)) setRoot(rootFor(structure, chosen));
  }
  const isGone = root !== null && !structure.nodes.has(root);
  return [isGone ? null : root, setRoot] as const;
}

function isShown(structure: Structure, key: Key, root: Key | null): boolean {
  const around = ancestorsOf(structure.nodes, key).map((node) => node.key);
  if (root === null) return around.length <= MOST_DEPTH;
  if (key === root) return true;
  const start = around.indexOf(root);
  return start >= 0 && around.length - start <= MOST_DEPTH;
}

/** The view in which a block is drawn: the whole, or one every four containers. */
export function rootFor(structure: Structure, key: Key): Key | null {
  const around = ancestorsOf(structure.nodes, key);
  if (around.length <= MOST_DEPTH) return null;
  const index = MOST_DEPTH * Math.floor((around.length - 1) / MOST_DEPTH);
  return around[index]?.key ?? null;
}
