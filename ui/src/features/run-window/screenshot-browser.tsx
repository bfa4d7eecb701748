import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, ImageOff } from "lucide-react";
import {
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { useShortcut } from "@/components/use-shortcut";
import type { Picks, PlayerHandle } from "@/features/run-window/picks";
import { screenshotsQuery } from "@/features/run-window/queries";
import { moment } from "@/features/run-window/recording-clock";
import { ReplayFrame } from "@/features/run-window/replay-frame";
import type { RunModel } from "@/features/run-window/run-model";
import { ScreenshotStrip } from "@/features/run-window/screenshot-strip";
import { Stage, StageMessage, StillPicture } from "@/features/run-window/stage";
import { stripItems } from "@/features/run-window/strip-items";
import { ancestorsOf } from "@/features/run-window/timeline-tree";
import type { NodeId, ScreenshotView } from "@/ipc/bindings";

interface ScreenshotBrowserProps {
  run: RunModel;
  chosen: NodeId | null;
  picks: Picks;
  /** Why there is no recording to play. */
  reason: string;
  end?: ReactNode;
  /** Reads the recording again, where that may help. */
  onRetry?: (() => void) | undefined;
  ref: Ref<PlayerHandle>;
}

const NONE: readonly ScreenshotView[] = [];

/** In the place of a recording: the screenshots of the run, one at a time. */
export function ScreenshotBrowser(props: ScreenshotBrowserProps) {
  const { run, chosen, picks, reason, end, onRetry, ref } = props;
  const { data: shots = NONE, isPending } = useQuery(
    screenshotsQuery(run.head.connection, run.head.id),
  );
  const items = useMemo(() => stripItems(shots, run.nodes), [shots, run.nodes]);
  const [index, setIndex] = useState<number | null>(null);
  const current = Math.min(
    shots.length - 1,
    index ?? Math.max(0, indexOfBlock(run, shots, chosen)),
  );
  const go = useCallback(
    (next: number) => {
      const shot = shots[next];
      if (!shot) return;
      // A choice leads to the first screenshot of the block; this one was asked for.
      if (shot.node !== null) picks.block(shot.node);
      setIndex(next);
    },
    [shots, picks],
  );
  useImperativeHandle(ref, () => ({
    showBlock: (node) => {
      const found = indexOfBlock(run, shots, node);
      if (found >= 0) setIndex(found);
    },
    showMoment: (at) => setIndex(indexOfMoment(shots, at)),
  }));
  const onPick = useCallback(
    (id: string) => go(shots.findIndex((shot) => shot.artifact === id)),
    [go, shots],
  );

  const retry = onRetry && (
    <Button size="sm" onClick={onRetry}>
      Try again
    </Button>
  );
  const item = items[current];
  return (
    <ReplayFrame url={urlOf(run, shots[current]?.node ?? null)} end={end}>
      {item ? (
        <Stage
          note={
            <>
              <span>{reason}</span>
              {retry}
            </>
          }
        >
          <StillPicture url={item.url} words={`Screenshot: ${item.words}`} />
        </Stage>
      ) : (
        <Stage>
          <StageMessage icon={ImageOff} isBusy={isPending} title={reason} action={retry}>
            {!isPending && "There are no screenshots of this run either."}
          </StageMessage>
        </Stage>
      )}
      {item && (
        <div className="player-deck">
          <ScreenshotControls current={current} count={items.length} words={item.words} onGo={go} />
          <ScreenshotStrip label="Screenshots" items={items} current={item.id} onPick={onPick} />
        </div>
      )}
    </ReplayFrame>
  );
}

interface ScreenshotControlsProps {
  current: number;
  count: number;
  words: string;
  onGo: (index: number) => void;
}

function ScreenshotControls({ current, count, words, onGo }: ScreenshotControlsProps) {
  useShortcut([","], () => onGo(current - 1));
  useShortcut(["."], () => onGo(current + 1));
  return (
    <div className="player-controls">
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label="Previous screenshot"
        keys=","
        tooltipSide="top"
        onClick={() => onGo(current - 1)}
      />
      <IconButton
        size="sm"
        icon={ChevronRight}
        label="Next screenshot"
        keys="."
        tooltipSide="top"
        onClick={() => onGo(current + 1)}
      />
      <span className="player-time">
        {current + 1} of {count} · {words}
      </span>
    </div>
  );
}

/** The first screenshot of a block or of a block in it. */
function indexOfBlock(
  run: RunModel,
  shots: readonly ScreenshotView[],
  node: NodeId | null,
): number {
  if (node === null) return -1;
  return shots.findIndex(
    (shot) => shot.node === node || ancestorsOf(run.nodes, shot.node).includes(node),
  );
}

/** The last screenshot that had been taken at a moment. */
function indexOfMoment(shots: readonly ScreenshotView[], at: string): number {
  const when = moment(at) ?? 0;
  return Math.max(
    0,
    shots.findLastIndex((shot) => shot.at !== null && (moment(shot.at) ?? 0) <= when),
  );
}

function urlOf(run: RunModel, node: NodeId | null): string | null {
  return node === null ? null : (run.nodes.get(node)?.url ?? null);
}
