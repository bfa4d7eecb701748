/* The chapters of a recording: the blocks of the run as parts of the track, and the block at each place. Pure. */

import type { RecordingClock } from "@/features/run-window/recording-clock";
import { nodeSpan, placesOf } from "@/features/run-window/recording-clock";
import type { RunModel } from "@/features/run-window/run-model";
import { isBroken } from "@/features/run-window/timeline-tree";
import type { NodeId, TimelineNode } from "@/ipc/bindings";

export interface Chapter {
  node: NodeId;
  /** Seconds of the recording. */
  start: number;
  end: number;
  isBroken: boolean;
}

/** A block at its place in the recording, for the way from the video back to the timeline. */
export interface Place {
  node: NodeId;
  start: number;
  end: number;
}

type Tree = Pick<RunModel, "nodes" | "order" | "children">;

/** More parts than this cannot be told apart on the track; then loops are one part each. */
const MOST_CHAPTERS = 80;
/** Rounding of clocks, in seconds: a place this much before a block counts as its beginning. */
const TOLERANCE = 0.06;
/** A pause between two blocks that is shorter than this, in seconds, is no part of its own. */
const SHORT_PAUSE = 2;

/**
 * The blocks at the top, a loop as its turns, and what failed as its blocks, so that the failing one stands out.
 * Blocks that the recording does not show are left out.
 */
export function chaptersOf(tree: Tree, clock: RecordingClock): Chapter[] {
  const fine = collect(tree, clock, true);
  return closePauses(fine.length <= MOST_CHAPTERS ? fine : collect(tree, clock, false));
}

function collect(tree: Tree, clock: RecordingClock, isFine: boolean): Chapter[] {
  const chapters: Chapter[] = [];
  const visit = (id: NodeId) => {
    const node = tree.nodes.get(id);
    if (!node) return;
    const below = tree.children.get(id) ?? [];
    if (isFine && below.length > 0 && isSplit(tree, node, below)) {
      for (const child of below) visit(child);
      return;
    }
    const span = spanWithin(tree, id);
    const places = span && placesOf(clock, span);
    if (places) chapters.push({ node: id, ...places, isBroken: isBroken(node.status) });
  };
  for (const id of tree.children.get(null) ?? []) visit(id);
  return chapters.sort((a, b) => a.start - b.start);
}

function isSplit(tree: Tree, node: TimelineNode, below: readonly NodeId[]): boolean {
  return isBroken(node.status) || below.some((id) => tree.nodes.get(id)?.role === "iteration");
}

/** When a block ran; for one without times of its own, when the blocks in it ran. */
function spanWithin(tree: Tree, id: NodeId): { start: number; end: number } | null {
  const node = tree.nodes.get(id);
  const own = node ? nodeSpan(node) : null;
  const spans = (tree.children.get(id) ?? [])
    .map((child) => spanWithin(tree, child))
    .concat(own)
    .filter((span) => span !== null);
  if (spans.length === 0) return null;
  return {
    start: Math.min(...spans.map((span) => span.start)),
    end: Math.max(...spans.map((span) => span.end)),
  };
}

/** Chapters neither overlap nor leave slits between them. */
function closePauses(chapters: readonly Chapter[]): Chapter[] {
  return chapters.map((chapter, index) => {
    const next = chapters[index + 1];
    if (!next || next.start - chapter.end >= SHORT_PAUSE) return chapter;
    return { ...chapter, end: Math.max(chapter.start, next.start) };
  });
}

/** The innermost blocks by the second at which they begin. */
export function placesOfBlocks(tree: Tree, clock: RecordingClock): Place[] {
  const places: Place[] = [];
  for (const id of tree.order) {
    const node = tree.nodes.get(id);
    if (!node || tree.children.has(id)) continue;
    const span = nodeSpan(node);
    const place = span && placesOf(clock, span);
    if (place) places.push({ node: id, ...place });
  }
  return places.sort((a, b) => a.start - b.start);
}

/** The last one that has begun at this second; null before the first. `items` are sorted by `start`. */
export function lastBegun<Item extends { start: number }>(
  items: readonly Item[],
  second: number,
): Item | null {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) <= second + TOLERANCE) low = middle + 1;
    else high = middle;
  }
  return items[low - 1] ?? null;
}

/** Where "next block" leads from a second; null at the last one. */
export function nextStart(items: readonly { start: number }[], second: number): number | null {
  return items.find((item) => item.start > second + TOLERANCE)?.start ?? null;
}

/** Where "previous block" leads: to the beginning of this one, from there to the one before. */
export function previousStart(items: readonly { start: number }[], second: number): number {
  const isAtStart = 1;
  return items.findLast((item) => item.start < second - isAtStart)?.start ?? 0;
}

/** The second at which a block is first seen; for a block around others, the first of those. */
export function startOf(tree: Tree, clock: RecordingClock, id: NodeId): number | null {
  const span = spanWithin(tree, id);
  return span ? (placesOf(clock, span)?.start ?? null) : null;
}
