import { type CSSProperties, memo, type PointerEvent, useRef, useState } from "react";
import { type Chapter, lastBegun } from "@/features/run-window/chapters";
import type { RecordingTrack } from "@/features/run-window/recording-player";
import type { RunModel } from "@/features/run-window/run-model";
import { nodeTitle, turnWords } from "@/features/run-window/timeline-tree";
import { type Player, writtenPlace } from "@/features/run-window/use-player";
import { formatClock } from "@/lib/format";
import "./scrubber.css";

interface ScrubberProps {
  run: RunModel;
  player: Player;
  track: RecordingTrack | null;
}

/** The track of the recording: blocks as chapters, the place that is shown, and what lies under the pointer. */
export function Scrubber({ run, player, track }: ScrubberProps) {
  const element = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const length = player.length ?? 0;
  const words = (second: number) => placeWords(run, track, second);
  const secondAt = (event: PointerEvent) => {
    const box = element.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length;
  };
  const tip = hover ?? player.second;
  const label = words(player.second);
  return (
    <div
      ref={element}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label="Recording"
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={Math.round(player.second)}
      aria-valuetext={[label?.text, `${writtenPlace(player.second)} of ${formatClock(length)}`]
        .filter(Boolean)
        .join(", ")}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        player.seek(secondAt(event));
      }}
      onPointerMove={(event) => {
        const second = secondAt(event);
        setHover(second);
        if (event.currentTarget.hasPointerCapture(event.pointerId)) player.seek(second);
      }}
      onPointerLeave={() => setHover(null)}
    >
      {length > 0 && (
        <>
          <Tip second={tip} length={length} words={words(tip)} isHover={hover !== null} />
          <Track
            chapters={track?.chapters ?? NO_CHAPTERS}
            length={length}
            player={player}
            hover={hover}
          />
          <span className="scrubber-knob" style={{ left: percent(player.second, length) }} />
        </>
      )}
    </div>
  );
}

const NO_CHAPTERS: readonly Chapter[] = [];

interface PlaceWords {
  text: string;
  turn: string | null;
}

function placeWords(
  run: RunModel,
  track: RecordingTrack | null,
  second: number,
): PlaceWords | null {
  const node = track && run.nodes.get(lastBegun(track.places, second)?.node ?? "");
  return node ? { text: nodeTitle(node), turn: turnWords(run.nodes, node.id) } : null;
}

interface TipProps {
  second: number;
  length: number;
  words: PlaceWords | null;
  isHover: boolean;
}

/** Which block this is, over the track. It stays within the width of the track. */
function Tip({ second, length, words, isHover }: TipProps) {
  const share = Math.min(1, Math.max(0, second / length));
  return (
    <span
      className="scrubber-tip"
      aria-hidden="true"
      style={{ left: `${share * 100}%`, transform: `translateX(-${share * 100}%)` }}
    >
      {words && <code>{words.text}</code>}
      {words?.turn && ` · ${words.turn}`}
      {(isHover || !words) && `${words ? " · " : ""}${formatClock(second)}`}
    </span>
  );
}

interface TrackProps {
  chapters: readonly Chapter[];
  length: number;
  player: Player;
  hover: number | null;
}

/** The chapters, or one part where there are none; and the parts of the recording in which no block ran. */
function Track({ chapters, length, player, hover }: TrackProps) {
  const over = hover === null ? null : lastBegun(chapters, hover);
  const loaded = player.loaded ?? length;
  const whole = { start: 0, end: length, isBroken: false };
  return (
    <span className="scrubber-track">
      <Part
        {...partOf(whole, player.second, loaded)}
        length={length}
        isRest={chapters.length > 0}
      />
      {chapters.map((chapter) => (
        <Part
          key={chapter.node}
          {...partOf(chapter, player.second, loaded)}
          length={length}
          isOver={chapter === over}
        />
      ))}
    </span>
  );
}

type Stretch = Pick<Chapter, "start" | "end" | "isBroken">;

/** What of a stretch is played and loaded; the same numbers as long as nothing in it changes. */
function partOf({ start, end, isBroken }: Stretch, second: number, loaded: number) {
  const within = (place: number) => Math.min(end, Math.max(start, place));
  return { start, end, isBroken, played: within(second), loaded: within(loaded) };
}

interface PartProps {
  start: number;
  end: number;
  length: number;
  played: number;
  loaded: number;
  isBroken: boolean;
  /** The pointer is on it. */
  isOver?: boolean | undefined;
  /** Thinner, behind the chapters. */
  isRest?: boolean | undefined;
}

/** Only the chapter that is being played is drawn again. */
const Part = memo(function Part({
  start,
  end,
  length,
  played,
  loaded,
  isBroken,
  ...look
}: PartProps) {
  const share = (place: number) => percent(place - start, Math.max(end - start, Number.EPSILON));
  const style = {
    left: percent(start, length),
    width: percent(end - start, length),
    "--played": share(played),
    "--loaded": share(Math.max(played, loaded)),
  };
  return (
    <i
      data-broken={isBroken || undefined}
      data-over={look.isOver || undefined}
      data-rest={look.isRest || undefined}
      style={style as CSSProperties}
    />
  );
});

function percent(part: number, whole: number): string {
  return `${(Math.min(part, whole) / whole) * 100}%`;
}
