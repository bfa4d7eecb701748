// What stands on the canvas, as boxes of known place and size. Left and right are counted from the middle of the column.
import type { Gap, Key } from "@/ipc/bindings";

export const SIZES = {
  card: 300,
  branchCard: 228,
  cardHeight: 46,
  /** In the split view. */
  narrowCard: 282,
  narrowBranchCard: 206,
  /** Below this width of the canvas the narrow sizes are used. */
  narrowBelow: 640,
  connector: 16,
  /** Connector behind the last block of a loop or branch. */
  tail: 8,
  /** How far a place opens for what is dropped there. */
  slot: 22,
  end: 24,
  pill: 20,
  frameHead: 44,
  framePad: 14,
  frameFoot: 12,
  /** A frame is at least so much wider than its cards. */
  frameRoom: 40,
  /** Between a condition and the line that forks. */
  stem: 10,
  fork: 14,
  branchSide: 8,
  emptyLoop: 46,
  emptyBranch: 18,
  indent: 24,
  link: 28,
  edge: 16,
  top: 14,
  bottom: 72,
} as const;

/** Containers that stand in so many others are opened in a view of their own. */
export const MOST_DEPTH = 4;
export const MOST_BRANCHES_SIDE_BY_SIDE = 3;

interface Place {
  /** The same for the same thing, wherever it goes. */
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A place among its siblings in the tree of blocks, from 1. */
export interface TreePlace {
  level: number;
  position: number;
  siblings: number;
}

export interface CardBox extends Place, TreePlace {
  type: "card";
  key: Key;
  /** A loop or condition whose inside is hidden; `deep` ones open in a view of their own. */
  hidden: "folded" | "deep" | null;
}

/** A loop: its head is the block. */
export interface FrameBox extends Place, TreePlace {
  type: "frame";
  key: Key;
}

export interface PillBox extends Place, TreePlace {
  type: "pill";
  key: Key;
  branch: number;
  /** Stands at the left of its branch. */
  isIndented: boolean;
}

interface LineBox extends Place {
  type: "line" | "fork" | "join" | "rail" | "elbow";
}

export interface TermBox extends Place {
  type: "start" | "end" | "next" | "always";
  key: Key | null;
}

/** Where a loop or branch holds nothing. */
export interface EmptyBox extends Place {
  type: "empty";
  gap: Gap;
}

export type Box = CardBox | FrameBox | PillBox | LineBox | TermBox | EmptyBox;

/** A place that can take blocks; `x` and `y` are its middle. */
export interface LaidGap {
  id: string;
  gap: Gap;
  x: number;
  y: number;
  /** Width of the cards there. */
  w: number;
}

export interface Layout {
  boxes: readonly Box[];
  /** In reading order. */
  gaps: readonly LaidGap[];
  /** Of the whole, the margins included. */
  width: number;
  height: number;
}

/** A part of the whole; its middle is at 0, its top at 0 until it is put in its place. */
export interface Part {
  boxes: Box[];
  gaps: LaidGap[];
  /** How far it reaches to the left and right of its middle. */
  left: number;
  right: number;
  h: number;
}

/** Takes `part` into `whole`, moved by so much. */
export function put(whole: Part, part: Part, dx: number, dy: number) {
  for (const box of part.boxes) {
    box.x += dx;
    box.y += dy;
    whole.boxes.push(box);
  }
  for (const gap of part.gaps) {
    gap.x += dx;
    gap.y += dy;
    whole.gaps.push(gap);
  }
  whole.left = Math.max(whole.left, part.left - dx);
  whole.right = Math.max(whole.right, part.right + dx);
}

export function emptyPart(): Part {
  return { boxes: [], gaps: [], left: 0, right: 0, h: 0 };
}

export function widthOf(part: Part): number {
  return part.left + part.right;
}
