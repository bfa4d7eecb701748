import { Camera, MonitorOff, Radio, WifiOff } from "lucide-react";
import { memo } from "react";
import { LoaderIcon } from "@/components/loader-icon";
import { region } from "@/components/regions";
import { ToneWord } from "@/components/status";
import { Elapsed, Moment } from "@/components/time";
import { AddressBar } from "@/features/run-window/address-bar";
import { CurrentAction } from "@/features/run-window/current-action";
import type { LivePhase, LivePicture } from "@/features/run-window/live-picture";
import type { Picks } from "@/features/run-window/picks";
import type { RunModel } from "@/features/run-window/run-model";
import { Stage, StageMessage, StillPicture } from "@/features/run-window/stage";
import { blockInFocus } from "@/features/run-window/timeline-tree";
import type { RunHead } from "@/ipc/bindings";

interface LiveViewProps {
  run: RunModel;
  picture: LivePicture;
  picks: Picks;
}

/** The browser of the run as it is now, and what it does and why. */
export function LiveView({ run, picture, picks }: LiveViewProps) {
  const focus = blockInFocus(run);
  const url = picture.url ?? (focus === null ? null : (run.nodes.get(focus)?.url ?? null));
  return (
    <section {...region} className="run-centre" aria-label="Live browser">
      <AddressBar url={url}>
        <LiveMark phase={picture.phase} />
      </AddressBar>
      <LiveStage picture={picture} head={run.head} />
      <CurrentAction run={run} picks={picks} />
    </section>
  );
}

function LiveMark({ phase }: { phase: LivePhase }) {
  switch (phase) {
    case "live":
      return (
        <ToneWord tone="running" icon={Radio}>
          Live
        </ToneWord>
      );
    case "screenshot":
      return (
        <ToneWord tone="idle" icon={Camera}>
          Screenshot
        </ToneWord>
      );
    case "lost":
      return (
        <ToneWord tone="warn" icon={WifiOff}>
          Not live
        </ToneWord>
      );
    default:
      return null;
  }
}

const LiveStage = memo(function LiveStage({
  picture,
  head,
}: {
  picture: LivePicture;
  head: RunHead;
}) {
  if (picture.phase === "noBrowser") {
    return (
      <Stage>
        <StageMessage icon={MonitorOff} title="No browser in this run so far">
          Its blocks wait, send requests or work with files. What it does now stands below.
        </StageMessage>
      </Stage>
    );
  }
  if (!picture.image) return <Stage>{<NoPictureYet picture={picture} head={head} />}</Stage>;
  return (
    <Stage note={<PictureNote picture={picture} />}>
      <StillPicture
        url={picture.image}
        words="The page in the browser of the run"
        ratio={picture.ratio}
        isOld={picture.phase === "lost" || picture.phase === "ended"}
      />
    </Stage>
  );
});

function NoPictureYet({ picture, head }: { picture: LivePicture; head: RunHead }) {
  if (picture.phase === "lost") {
    return (
      <StageMessage isBusy title="Connection lost, trying again">
        {picture.note}
      </StageMessage>
    );
  }
  if (head.status === "queued") {
    return (
      <StageMessage isBusy title="Waiting for its turn">
        The server starts this run when those before it are done.
      </StageMessage>
    );
  }
  const began = head.startedAt ?? head.createdAt;
  return (
    <StageMessage
      isBusy
      title={picture.phase === "ended" ? "The browser is closed" : "Starting the browser…"}
    >
      {began && <Elapsed since={began} />}
    </StageMessage>
  );
}

/** Words over the picture where it is not the page as it is now. */
function PictureNote({ picture }: { picture: LivePicture }) {
  switch (picture.phase) {
    case "lost":
      return (
        <>
          <LoaderIcon />
          <span>Connection lost, trying again{picture.note && <small>{picture.note}</small>}</span>
        </>
      );
    case "screenshot":
      return (
        <span>
          Latest screenshot
          {picture.at && (
            <>
              , <Moment at={picture.at} />
            </>
          )}
          {picture.note && <small>{picture.note}</small>}
        </span>
      );
    case "ended":
      return <span>The browser is closed</span>;
    default:
      return null;
  }
}
