import { type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from "react";
import { Segment } from "@/components/segment";
import { chaptersOf, placesOfBlocks, startOf } from "@/features/run-window/chapters";
import { idleSpans } from "@/features/run-window/idle-spans";
import { type MediaFault, mediaFault } from "@/features/run-window/media-fault";
import type { PlayerHandle } from "@/features/run-window/picks";
import {
  placeOf,
  type RecordingClock,
  recordingClock,
  runSpan,
} from "@/features/run-window/recording-clock";
import {
  type Playback,
  RecordingPlayer,
  type RecordingTrack,
  type SeekHandle,
} from "@/features/run-window/recording-player";
import type { ReplayProps } from "@/features/run-window/replay-props";
import type { RunModel } from "@/features/run-window/run-model";
import { ScreenshotBrowser } from "@/features/run-window/screenshot-browser";
import type { ArtifactId, NodeId, RecordingMedia } from "@/ipc/bindings";

interface RecordingsPlayerProps extends ReplayProps {
  recordings: readonly RecordingMedia[];
}

/** The recordings of a run, one at a time. A block or a moment leads to the recording that shows it. */
export function RecordingsPlayer({
  run,
  chosen,
  recordings,
  picks,
  onPlayed,
  ref,
}: RecordingsPlayerProps) {
  const seeker = useRef<SeekHandle>(null);
  const [lengths, setLengths] = useState<Readonly<Record<ArtifactId, number>>>({});
  const clocks = useClocks(run, recordings, lengths);
  const [shown, setShown] = useState(() => firstShown(run, clocks, chosen));
  const recording = recordings[shown.index] ?? recordings[0];
  const clock = clocks[recordings.indexOf(recording as RecordingMedia)] ?? null;
  const track = useTrack(run, clock);
  const playback = usePlayback();
  usePlayerHandle(ref, { run, clocks, index: shown.index, seeker, setShown });

  const [fault, setFault] = useState<{ artifact: ArtifactId; code: number } | null>(null);

  const artifact = recording?.artifact;
  const onFault = useCallback(
    (code: number) => artifact && setFault({ artifact, code }),
    [artifact],
  );
  const onLength = useCallback(
    (length: number) => {
      if (artifact)
        setLengths((before) =>
          before[artifact] === length ? before : { ...before, [artifact]: length },
        );
    },
    [artifact],
  );
  if (!recording) return null;
  const end = recordings.length > 1 && (
    <RecordingChoice
      count={recordings.length}
      index={shown.index}
      onChoose={(index) => setShown({ index, begin: 0 })}
    />
  );
  if (fault?.artifact === recording.artifact) {
    const { message, mayRetry } = faultOf(fault.code, recording.mime);
    return (
      <ScreenshotBrowser
        ref={ref}
        run={run}
        chosen={chosen}
        picks={picks}
        reason={message}
        end={end}
        onRetry={mayRetry ? () => setFault(null) : undefined}
      />
    );
  }
  return (
    <RecordingPlayer
      key={recording.artifact}
      ref={seeker}
      run={run}
      recording={recording}
      track={track}
      begin={shown.begin}
      playback={playback}
      picks={picks}
      onPlayed={onPlayed}
      onLength={onLength}
      onFault={onFault}
      end={end}
    />
  );
}

function usePlayback(): Playback {
  const [speed, setSpeed] = useState(1);
  const [wantsSkipping, setSkipping] = useState<boolean | null>(null);
  return { speed, setSpeed, wantsSkipping, setSkipping };
}

interface RecordingChoiceProps {
  count: number;
  index: number;
  onChoose: (index: number) => void;
}

function RecordingChoice({ count, index, onChoose }: RecordingChoiceProps) {
  const options = Array.from({ length: count }, (_, each) => ({
    value: `${each}`,
    label: `${each + 1}`,
  }));
  return (
    <Segment
      label="Recording"
      value={`${index}`}
      onChange={(value) => onChoose(Number(value))}
      options={options}
    />
  );
}

function faultOf(code: number, mime: string): MediaFault {
  return mediaFault(code, mime, {
    canPlay: (content) => document.createElement("video").canPlayType(content),
    isLinux: /Linux/.test(navigator.userAgent),
  });
}

type Clocks = readonly (RecordingClock | null)[];

interface Shown {
  index: number;
  /** The second at which the recording begins to be shown. */
  begin: number;
}

function useClocks(
  run: RunModel,
  recordings: readonly RecordingMedia[],
  lengths: Readonly<Record<ArtifactId, number>>,
): Clocks {
  return useMemo(() => {
    const span = runSpan(run.nodes.values());
    return recordings.map((each) =>
      recordingClock(each, each.seconds ?? lengths[each.artifact] ?? null, span),
    );
  }, [run.nodes, recordings, lengths]);
}

function useTrack(run: RunModel, clock: RecordingClock | null): RecordingTrack | null {
  const { nodes, order, children, actions } = run;
  return useMemo(() => {
    if (!clock) return null;
    const tree = { nodes, order, children };
    return {
      clock,
      chapters: chaptersOf(tree, clock),
      places: placesOfBlocks(tree, clock),
      idle: idleSpans({ nodes, children, actions }, clock),
    };
  }, [nodes, order, children, actions, clock]);
}

/** The failing block, or whatever is chosen, is what the recording opens at. */
function firstShown(run: RunModel, clocks: Clocks, chosen: NodeId | null): Shown {
  return (chosen === null ? null : locateBlock(run, clocks, chosen, 0)) ?? { index: 0, begin: 0 };
}

function locateBlock(run: RunModel, clocks: Clocks, node: NodeId, first: number): Shown | null {
  return locate(clocks, first, (clock) => startOf(run, clock, node));
}

/** The recording that shows something; the one that is open comes first. */
function locate(
  clocks: Clocks,
  first: number,
  place: (clock: RecordingClock) => number | null,
): Shown | null {
  for (const index of [first, ...clocks.keys()]) {
    const clock = clocks[index];
    const begin = clock ? place(clock) : null;
    if (begin !== null) return { index, begin };
  }
  return null;
}

interface HandleParts {
  run: RunModel;
  clocks: Clocks;
  index: number;
  seeker: { readonly current: SeekHandle | null };
  setShown: (shown: Shown) => void;
}

function usePlayerHandle(
  ref: Ref<PlayerHandle>,
  { run, clocks, index, seeker, setShown }: HandleParts,
) {
  useImperativeHandle(ref, () => {
    const show = (found: Shown | null) => {
      if (!found) return;
      if (found.index === index) seeker.current?.seek(found.begin);
      else setShown(found);
    };
    return {
      showBlock: (node) => show(locateBlock(run, clocks, node, index)),
      showMoment: (at, node) =>
        show(
          locate(clocks, index, (clock) => placeOf(clock, at)) ??
            (node === null ? null : locateBlock(run, clocks, node, index)),
        ),
    };
  }, [run, clocks, index, seeker, setShown]);
}
