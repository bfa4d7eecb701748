/* Which block and action are chosen, by a person, by the running run or by the playing recording. Pure. */
import type { RunModel } from "@/features/run-window/run-model";
import { blockInFocus } from "@/features/run-window/timeline-tree";
import type { ActionView, NodeId } from "@/ipc/bindings";

export interface Choice {
  node: NodeId | null;
  action: ActionView["id"] | null;
  /** The running block, or the block at the place of the recording, is chosen by itself. */
  isFollowing: boolean;
}

export type ChoiceEvent =
  | { type: "picked"; node: NodeId; action: ActionView["id"] | null; isLive: boolean }
  | { type: "played"; node: NodeId; action: ActionView["id"] | null }
  | { type: "followed"; isFollowing: boolean };

export const NO_CHOICE: Choice = { node: null, action: null, isFollowing: true };

export function chooseNext(before: Choice, event: ChoiceEvent): Choice {
  switch (event.type) {
    case "picked":
      // A recording follows the pick; a running run would take it away again.
      return {
        node: event.node,
        action: event.action,
        isFollowing: before.isFollowing && !event.isLive,
      };
    case "played":
      return before.isFollowing ? { ...before, node: event.node, action: event.action } : before;
    case "followed":
      return { ...before, isFollowing: event.isFollowing };
  }
}

/** The choice as it is shown: a run under way has its running block chosen, a failed one its failing block. */
export function shownChoice(choice: Choice, run: RunModel): Choice {
  if (!run.head.isFinal && choice.isFollowing) {
    const node = blockInFocus(run);
    const action = node === null ? null : (run.actionsOf.get(node)?.at(-1)?.id ?? null);
    return { node, action, isFollowing: true };
  }
  if (choice.node !== null && run.nodes.has(choice.node)) return choice;
  return { ...choice, node: run.head.failure?.node ?? null, action: null };
}
