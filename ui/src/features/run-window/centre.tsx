import { memo, type Ref } from "react";
import { LiveView } from "@/features/run-window/live-view";
import type { Picks, PlayerHandle } from "@/features/run-window/picks";
import { Replay } from "@/features/run-window/replay";
import type { RunModel } from "@/features/run-window/run-model";
import { useLivePicture } from "@/features/run-window/use-live-picture";
import type { ActionView, NodeId } from "@/ipc/bindings";
import "./centre.css";

interface CentreProps {
  run: RunModel;
  chosen: NodeId | null;
  picks: Picks;
  /** The recording came to a block or an action. */
  onPlayed: (node: NodeId, action: ActionView["id"] | null) => void;
  ref: Ref<PlayerHandle>;
}

/** The picture of the run: live while it goes on, its recording afterwards. */
export const Centre = memo(function Centre({ run, chosen, picks, onPlayed, ref }: CentreProps) {
  const { connection, id, isFinal } = run.head;
  const picture = useLivePicture(connection, id, !isFinal);
  if (!isFinal) return <LiveView run={run} picture={picture} picks={picks} />;
  return (
    <Replay
      ref={ref}
      run={run}
      chosen={chosen}
      lastPicture={picture}
      picks={picks}
      onPlayed={onPlayed}
    />
  );
});
