import type { Ref } from "react";
import type { LivePicture } from "@/features/run-window/live-picture";
import type { Picks, PlayerHandle } from "@/features/run-window/picks";
import type { RunModel } from "@/features/run-window/run-model";
import type { ActionView, NodeId } from "@/ipc/bindings";

export interface ReplayProps {
  run: RunModel;
  chosen: NodeId | null;
  /** The last live picture; stays until the recording is there. */
  lastPicture: LivePicture;
  picks: Picks;
  onPlayed: (node: NodeId, action: ActionView["id"] | null) => void;
  ref: Ref<PlayerHandle>;
}
