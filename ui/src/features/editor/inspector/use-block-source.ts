import { useEffect, useState, useSyncExternalStore } from "react";
import { useDraft } from "@/features/editor/draft/draft-context";
import { BlockSource, type BlockState } from "@/features/editor/inspector/block-source";
import type { Key } from "@/ipc/bindings";

/** The fields of the block; the same source while it is the same block, whatever it is called. */
export function useBlockSource(key: Key): BlockSource {
  const draft = useDraft();
  const [source, setSource] = useState(() => new BlockSource(draft, key));
  let current = source;
  if (source.key() !== key) {
    current = new BlockSource(draft, key);
    setSource(current);
  }
  useEffect(() => current.start(), [current]);
  return current;
}

export function useBlockState(source: BlockSource): BlockState {
  return useSyncExternalStore(source.subscribe, source.readState);
}
