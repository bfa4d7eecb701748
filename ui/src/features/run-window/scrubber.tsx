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
            second={player.second}
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
  second: number;
  hover: number | null;
}

function Track({ chapters, length, second, hover }: TrackProps) {
  const isPlain = chapters.length === 0;
  const over = hover === null ? null : lastBegun(chapters, hover);
  return (
    <span className="scrubber-track" data-plain={isPlain || undefined}>
      {isPlain && (
        <Part
          start={0}
          end={length}
          length={length}
          second={second}
          isBroken={false}
          isOver={false}
        />
      )}
      {!isPlain && (
        <span
          className="scrubber-rest"
          style={{ "--filled": percent(second, length) } as CSSProperties}
        />
      )}
      {chapters.map((chapter) => (
        <Part
          key={chapter.node}
          start={chapter.start}
          end={chapter.end}
          length={length}
          second={Math.min(chapter.end, Math.max(chapter.start, second))}
          isBroken={chapter.isBroken}
          isOver={chapter === over}
        />
      ))}
    </span>
  );
}

interface PartProps {
  start: number;
  end: number;
  length: number;
  /** How far it is played. */
  second: number;
  isBroken: boolean;
  isOver: boolean;
}

/** Only the chapter that is being played is drawn again. */
const Part = memo(function Part({ start, end, length, second, isBroken, isOver }: PartProps) {
  const filled = end > start ? (second - start) / (end - start) : 0;
  return (
    <i
      data-broken={isBroken || undefined}
      data-over={isOver || undefined}
      style={
        {
          left: percent(start, length),
          width: percent(end - start, length),
          "--filled": `${filled * 100}%`,
        } as CSSProperties
      }
    />
  );
});

function percent(second: number, length: number): string {
  return `${(Math.min(second, length) / length) * 100}%`;
}
