import { type PointerEvent, useState } from "react";
import { createPortal } from "react-dom";
import { statusLook } from "@/components/status";
import { formatDuration, formatMoment } from "@/lib/format";
import "./spark.css";

export interface SparkRun {
  status: string;
  at?: Date | string | null | undefined;
  seconds?: number | null | undefined;
}

interface SparkProps {
  /** Newest last; more than ten are cut at the old end. */
  runs: readonly SparkRun[];
  /** The bar that the arrow keys stand on, counted from 0 among the ten. */
  cursor?: number | undefined;
}

const LENGTH = 10;
/** Pixels from one bar to the next, and of a bar. */
const STEP = 7;
const WIDTH = 4;
const HEIGHT = 14;

export type SparkShape = "full" | "cut" | "half" | "hollow" | "dot" | "none";

/**
 * The last ten runs as bars. The shape says how each ended, the colour only helps. To assistive technology it is one
 * sentence: "Last 10 runs: 8 completed, 1 failed, 1 running". One path per shape: lists have hundreds of bars.
 */
export function Spark({ runs, cursor }: SparkProps) {
  const [pointed, setPointed] = useState<{ run: SparkRun; left: number; top: number } | null>(null);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.min(LENGTH - 1, Math.max(0, Math.floor((event.clientX - box.left) / STEP)));
    const run = runs.slice(-LENGTH)[index - Math.max(0, LENGTH - runs.length)];
    setPointed(run ? { run, left: box.left + index * STEP + WIDTH / 2, top: box.top - 4 } : null);
  };
  return (
    <>
      <svg
        className="spark"
        role="img"
        aria-label={sparkSummary(runs)}
        width={LENGTH * STEP - (STEP - WIDTH)}
        height={HEIGHT}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
      >
        {sparkPaths(sparkShapes(runs)).map(([shape, path]) => (
          <path key={shape} data-shape={shape} d={path} />
        ))}
        {cursor !== undefined && (
          <rect x={cursor * STEP - 1} y={0} width={WIDTH + 2} height={HEIGHT} data-cursor="" />
        )}
      </svg>
      {pointed &&
        createPortal(
          <span
            className="tooltip spark-tip"
            role="presentation"
            style={{ left: pointed.left, top: pointed.top }}
          >
            {describeRun(pointed.run, new Date())}
          </span>,
          document.body,
        )}
    </>
  );
}

/** "Last 10 runs: 8 completed, 1 failed"; kinds in order of how often they are looked for. */
export function sparkSummary(runs: readonly SparkRun[]): string {
  const counts = new Map<string, number>();
  for (const run of runs.slice(-LENGTH)) {
    const word = statusLook(run.status).word.toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  if (counts.size === 0) return "Last 10 runs: no runs yet";
  const order = ["completed", "failed", "timed out", "terminated", "canceled", "running"];
  const rank = (word: string) => (order.includes(word) ? order.indexOf(word) : order.length);
  const parts = [...counts]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([word, count]) => `${count} ${word}`);
  return `Last 10 runs: ${parts.join(", ")}`;
}

/** "Today 07:30 · 2m 31s · Completed": what the tooltip of a bar says. */
export function describeRun(run: SparkRun, now: Date): string {
  const parts = [
    run.at ? formatMoment(run.at, now) : null,
    run.seconds == null ? null : formatDuration(run.seconds),
    statusLook(run.status).word,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Ten shapes, blanks first. */
export function sparkShapes(runs: readonly SparkRun[]): SparkShape[] {
  const shown = runs.slice(-LENGTH).map((run) => shapeOf(run.status));
  return [...Array.from({ length: LENGTH - shown.length }, () => "none" as const), ...shown];
}

function shapeOf(status: string): SparkShape {
  switch (statusLook(status).word) {
    case "Completed":
      return "full";
    case "Failed":
    case "Terminated":
      return "cut";
    case "Timed out":
      return "half";
    case "Canceled":
    case "Skipped":
      return "hollow";
    default:
      return "dot";
  }
}

/** One path for each shape that occurs. */
function sparkPaths(shapes: readonly SparkShape[]): [SparkShape, string][] {
  const paths = new Map<SparkShape, string>();
  for (const [index, shape] of shapes.entries()) {
    paths.set(shape, (paths.get(shape) ?? "") + OUTLINES[shape](index * STEP));
  }
  return [...paths];
}

/** The outline of a bar whose left edge is at `x`. */
const OUTLINES: Record<SparkShape, (x: number) => string> = {
  full: (x) => bar(x, 0, WIDTH, HEIGHT, 1),
  cut: (x) => bar(x, 0, WIDTH, 8, 1) + bar(x, 10, WIDTH, 4, 1),
  half: (x) => bar(x, 7, WIDTH, 7, 1),
  // The line is drawn around the outline, half of it on either side.
  hollow: (x) => bar(x + 0.5, 0.5, WIDTH - 1, HEIGHT - 1, 0.5),
  dot: (x) => bar(x, 10, WIDTH, 4, 2),
  none: (x) => bar(x, 12, WIDTH, 2, 1),
};

function bar(x: number, y: number, width: number, height: number, r: number): string {
  const turn = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  const across = width - 2 * r;
  const down = height - 2 * r;
  return `M${x + r} ${y}h${across}${turn(r, r)}v${down}${turn(-r, r)}h${-across}${turn(-r, -r)}v${-down}${turn(r, -r)}z`;
}
