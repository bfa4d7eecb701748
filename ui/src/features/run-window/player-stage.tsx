import type { RefObject } from "react";
import { LoaderIcon } from "@/components/loader-icon";
import { PictureFrame, Stage } from "@/features/run-window/stage";
import type { Player } from "@/features/run-window/use-player";
import type { RecordingMedia } from "@/ipc/bindings";

interface PlayerStageProps {
  video: RefObject<HTMLVideoElement | null>;
  recording: RecordingMedia;
  player: Player;
}

/** The picture of the recording; a click plays and pauses. */
export function PlayerStage({ video, recording, player }: PlayerStageProps) {
  return (
    <Stage note={player.isStalled && <LoaderIcon />}>
      <PictureFrame ratio={player.ratio}>
        <video
          {...player.videoProps}
          ref={video}
          src={recording.url}
          preload="auto"
          playsInline
          muted
          aria-label="Recording of the browser"
          onClick={player.toggle}
        />
      </PictureFrame>
    </Stage>
  );
}
