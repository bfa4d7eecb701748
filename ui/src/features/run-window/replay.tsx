import { useQuery } from "@tanstack/react-query";
import { Film } from "lucide-react";
import { Button } from "@/components/button";
import type { LivePicture } from "@/features/run-window/live-picture";
import { mediaQuery } from "@/features/run-window/queries";
import { RecordingsPlayer } from "@/features/run-window/recordings-player";
import { ReplayFrame } from "@/features/run-window/replay-frame";
import type { ReplayProps } from "@/features/run-window/replay-props";
import { ScreenshotBrowser } from "@/features/run-window/screenshot-browser";
import { Stage, StageMessage, StillPicture } from "@/features/run-window/stage";
import { messageOf } from "@/ipc/client";

/** The recording of a run that is over, or what there is in its place. */
export function Replay(props: ReplayProps) {
  const { run, lastPicture, ref } = props;
  const media = useQuery(mediaQuery(run.head.connection, run.head.id));
  if (media.data?.state === "ready" && media.data.recordings.length > 0) {
    return <RecordingsPlayer {...props} recordings={media.data.recordings} />;
  }
  if (media.data && media.data.state !== "preparing") {
    const reason = media.data.state === "none" ? media.data.reason : "This run has no recording.";
    return (
      <ScreenshotBrowser
        ref={ref}
        run={run}
        chosen={props.chosen}
        picks={props.picks}
        reason={reason}
      />
    );
  }
  return (
    <ReplayFrame url={lastPicture.url}>
      {media.error ? (
        <Stage>
          <StageMessage
            icon={Film}
            title="The recording cannot be shown"
            action={
              <Button size="sm" loading={media.isFetching} onClick={() => void media.refetch()}>
                Try again
              </Button>
            }
          >
            {messageOf(media.error)}
          </StageMessage>
        </Stage>
      ) : (
        <Preparing picture={lastPicture} isKnown={media.data !== undefined} />
      )}
    </ReplayFrame>
  );
}

function Preparing({ picture, isKnown }: { picture: LivePicture; isKnown: boolean }) {
  const words = isKnown ? "Preparing the recording…" : "Opening the recording…";
  if (!picture.image) {
    return <Stage>{<StageMessage isBusy title={words} />}</Stage>;
  }
  return (
    <Stage note={words}>
      <StillPicture
        url={picture.image}
        words="The last page in the browser of the run"
        ratio={picture.ratio}
        isOld
      />
    </Stage>
  );
}
