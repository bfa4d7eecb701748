import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
} from "react";
import {
  type Chapter,
  lastBegun,
  nextStart,
  type Place,
  previousStart,
} from "@/features/run-window/chapters";
import type { IdleSpan } from "@/features/run-window/idle-spans";
import type { Picks } from "@/features/run-window/picks";
import { PlayerControls } from "@/features/run-window/player-controls";
import { PlayerStage } from "@/features/run-window/player-stage";
import type { RecordingClock } from "@/features/run-window/recording-clock";
import { RecordingStrip } from "@/features/run-window/recording-strip";
import { ReplayFrame } from "@/features/run-window/replay-frame";
import type { RunModel } from "@/features/run-window/run-model";
import { Scrubber } from "@/features/run-window/scrubber";
import { useFullScreen } from "@/features/run-window/use-full-screen";
import { type Player, usePlayer } from "@/features/run-window/use-player";
import { usePlayerKeys } from "@/features/run-window/use-player-keys";
import type { ActionView, NodeId, RecordingMedia } from "@/ipc/bindings";

/** What the blocks of the run are in a recording. */
export interface RecordingTrack {
  clock: RecordingClock;
  chapters: readonly Chapter[];
  places: readonly Place[];
  idle: readonly IdleSpan[];
}

export interface SeekHandle {
  seek: (second: number) => void;
}

/** How a person wants to watch; the same for all recordings of a run. */
export interface Playback {
  speed: number;
  setSpeed: (speed: number) => void;
  /** Null while nobody said. */
  wantsSkipping: boolean | null;
  setSkipping: (isSkipping: boolean) => void;
}

interface RecordingPlayerProps {
  run: RunModel;
  recording: RecordingMedia;
  /** Null until the length of the recording is known. */
  track: RecordingTrack | null;
  begin: number;
  playback: Playback;
  picks: Picks;
  onPlayed: (node: NodeId, action: ActionView["id"] | null) => void;
  onLength: (length: number) => void;
  /** It cannot be played; the code is that of the MediaError. */
  onFault: (code: number) => void;
  end: ReactNode;
  ref: Ref<SeekHandle>;
}

const SPEEDS: readonly number[] = [0.5, 1, 2, 4];
/** A frame or two, in seconds: how far the place that is shown may be from the one that was asked for. */
const ASKED_WITHIN = 0.1;
const NOTHING: readonly IdleSpan[] = [];

/** One recording with its track, its controls and its screenshots. */
export function RecordingPlayer(props: RecordingPlayerProps) {
  const { run, recording, track, begin, picks, onLength, onFault, end, ref } = props;
  const video = useRef<HTMLVideoElement>(null);
  const { speed, setSpeed } = props.playback;
  // Where the clocks of the run and of the recording may differ, nothing is skipped unless a person wants it.
  const isSkipping = props.playback.wantsSkipping ?? track?.clock.isEstimated === false;
  const fullScreen = useFullScreen();
  const idle = (isSkipping && track?.idle) || NOTHING;
  const player = usePlayer({ video, knownLength: recording.seconds, begin, speed, idle });
  const places = track?.places ?? [];
  const stepBlock = (step: 1 | -1) => {
    const next = step > 0 ? nextStart(places, player.second) : previousStart(places, player.second);
    if (next !== null) player.seek(next);
  };
  const ask = useFollowing(props, player);
  usePlayerKeys({
    player,
    stepBlock,
    stepSpeed: (step) => setSpeed(speedBeside(speed, step)),
    toggleFullScreen: fullScreen.toggle,
  });
  useEffect(() => {
    if (player.length !== null) onLength(player.length);
  }, [player.length, onLength]);
  useEffect(() => {
    if (player.fault !== null) onFault(player.fault);
  }, [player.fault, onFault]);
  useImperativeHandle(ref, () => ({ seek: ask }), [ask]);

  const here = lastBegun(places, player.second)?.node ?? null;
  return (
    <ReplayFrame url={urlOf(run, places, here)} end={end} isFull={fullScreen.isFull}>
      <PlayerStage video={video} recording={recording} player={player} />
      <div className="player-deck">
        <Scrubber run={run} player={player} track={track} />
        <PlayerControls
          player={player}
          onStepBlock={stepBlock}
          speed={speed}
          onSpeed={setSpeed}
          isSkipping={isSkipping}
          onSkipping={props.playback.setSkipping}
          isFull={fullScreen.isFull}
          onFull={fullScreen.toggle}
        />
        <RecordingStrip
          run={run}
          clock={track?.clock ?? null}
          second={player.second}
          picks={picks}
        />
      </div>
    </ReplayFrame>
  );
}

/**
 * Tells which block and action the recording has come to, by playing or along the track. Returns the way to seek for
 * what was chosen elsewhere: what is shown there is known already and not told.
 */
function useFollowing(
  { run, track, begin, onPlayed }: RecordingPlayerProps,
  { second, seek }: Player,
) {
  const told = useRef<string | null>(null);
  const asked = useRef<number | null>(begin);
  useEffect(() => {
    const node = track && lastBegun(track.places, second)?.node;
    if (!node) return;
    const action = actionAt(run, track.clock, node, second);
    const now = `${node} ${action}`;
    const isAsked = asked.current !== null && Math.abs(second - asked.current) < ASKED_WITHIN;
    if (!isAsked) asked.current = null;
    if (told.current === now) return;
    told.current = now;
    if (!isAsked) onPlayed(node, action);
  }, [run, track, second, onPlayed]);
  return useCallback(
    (place: number) => {
      asked.current = place;
      seek(place);
    },
    [seek],
  );
}

/** The last action of a block that had begun at a second of the recording. */
function actionAt(
  run: RunModel,
  clock: RecordingClock,
  node: NodeId,
  second: number,
): string | null {
  const actions = run.actionsOf.get(node) ?? [];
  const limit = clock.startsAt + (second + 0.06) * 1000;
  return (
    actions.findLast((action) => action.at !== null && Date.parse(action.at) <= limit)?.id ?? null
  );
}

/** The address of the page at a block: its own, or that of the last block before it that opened one. */
function urlOf(run: RunModel, places: readonly Place[], here: NodeId | null): string | null {
  const index = places.findIndex((place) => place.node === here);
  for (const place of places.slice(0, index + 1).reverse()) {
    const url = run.nodes.get(place.node)?.url;
    if (url) return url;
  }
  return null;
}

function speedBeside(speed: number, step: 1 | -1): number {
  const index = SPEEDS.indexOf(speed) + step;
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, index))] ?? speed;
}
