import type { Structure } from "@/features/editor/draft/structure";
import type { Key } from "@/ipc/bindings";

/** Blocks in no folded container, in reading order. */
export function visibleBlocks(structure: Structure, folded: ReadonlySet<Key>): Key[] {
  if (folded.size === 0) return [...structure.order];
  const hidden = new Set<Key>();
  return structure.order.filter((key) => {
    const parent = structure.nodes.get(key)?.parent ?? null;
    if (parent === null || !(hidden.has(parent) || folded.has(parent))) return true;
    hidden.add(key);
    return false;
  });
}
