/* The actions of a run as entries of one list, under the blocks they belong to. Pure. */
import type { RunModel } from "@/features/run-window/run-model";
import { nodeTitle, turnWords } from "@/features/run-window/timeline-tree";
import type { ActionView, NodeId } from "@/ipc/bindings";

export type ActionEntry =
  | { type: "block"; key: string; node: NodeId; label: string; turn: string | null; count: number }
  | { type: "action"; key: string; action: ActionView };

/**
 * Oldest first, or newest first while the run goes on. A block has a head of its own each time it comes up, with all
 * its actions counted.
 */
export function actionEntries(
  { nodes, actions, actionsOf }: Pick<RunModel, "nodes" | "actions" | "actionsOf">,
  isNewestFirst: boolean,
): ActionEntry[] {
  const entries: ActionEntry[] = [];
  let block: NodeId | null = null;
  for (const action of isNewestFirst ? actions.toReversed() : actions) {
    if (action.node !== block) {
      block = action.node;
      const node = nodes.get(block);
      entries.push({
        type: "block",
        key: `block ${block} ${action.id}`,
        node: block,
        label: node ? nodeTitle(node) : "Block",
        turn: node ? turnWords(nodes, block) : null,
        count: actionsOf.get(block)?.length ?? 0,
      });
    }
    entries.push({ type: "action", key: action.id, action });
  }
  return entries;
}
