import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { lastBegun } from "@/features/run-window/chapters";
import type { Picks } from "@/features/run-window/picks";
import { screenshotsQuery } from "@/features/run-window/queries";
import { placeOf, type RecordingClock } from "@/features/run-window/recording-clock";
import type { RunModel } from "@/features/run-window/run-model";
import { ScreenshotStrip } from "@/features/run-window/screenshot-strip";
import { stripItems } from "@/features/run-window/strip-items";

interface RecordingStripProps {
  run: RunModel;
  clock: RecordingClock | null;
  second: number;
  picks: Picks;
}

/** The screenshots of the run below the recording; the one of the place that is shown is marked. */
export function RecordingStrip({ run, clock, second, picks }: RecordingStripProps) {
  const { data: shots } = useQuery(screenshotsQuery(run.head.connection, run.head.id));
  const placed = useMemo(
    () =>
      (shots ?? [])
        .flatMap((shot) => {
          const start = clock && placeOf(clock, shot.at);
          return start === null ? [] : [{ id: shot.artifact, start }];
        })
        .sort((a, b) => a.start - b.start),
    [shots, clock],
  );
  const items = useMemo(() => stripItems(shots ?? [], run.nodes), [shots, run.nodes]);
  const onPick = useCallback(
    (id: string) => {
      const shot = shots?.find((each) => each.artifact === id);
      if (shot) picks.moment(shot.at, shot.node);
    },
    [shots, picks],
  );
  if (items.length === 0) return null;
  return (
    <ScreenshotStrip
      label="Screenshots"
      items={items}
      current={lastBegun(placed, second)?.id ?? null}
      onPick={onPick}
    />
  );
}
