import { useMemo } from "react";
import type { ChoiceEvent } from "@/features/run-window/choice";
import type { ActionView, NodeId } from "@/ipc/bindings";

/** Leads the recording to a block or to a moment. */
export interface PlayerHandle {
  showBlock: (node: NodeId) => void;
  showMoment: (at: string, node: NodeId | null) => void;
}

/** What the parts of the window do with a choice. They stay the same, so that lists need not draw again. */
export interface Picks {
  block: (node: NodeId) => void;
  action: (action: ActionView) => void;
  /** A line of the log, a screenshot: a moment, and the block it belongs to as far as that is known. */
  moment: (at: string | null, node: NodeId | null) => void;
}

export function usePicks(
  player: { readonly current: PlayerHandle | null },
  isFinal: boolean,
  choose: (event: ChoiceEvent) => void,
): Picks {
  return useMemo(() => {
    const isLive = !isFinal;
    return {
      block: (node) => {
        choose({ type: "picked", node, action: null, isLive });
        player.current?.showBlock(node);
      },
      action: (action) => {
        choose({ type: "picked", node: action.node, action: action.id, isLive });
        if (action.at !== null) player.current?.showMoment(action.at, action.node);
        else player.current?.showBlock(action.node);
      },
      moment: (at, node) => {
        if (node !== null) choose({ type: "picked", node, action: null, isLive });
        if (at !== null) player.current?.showMoment(at, node);
        else if (node !== null) player.current?.showBlock(node);
      },
    };
  }, [player, isFinal, choose]);
}
