// Shared by the layout of lists, loops and conditions.
import type { CardBox, Part, TermBox, TreePlace } from "@/features/editor/canvas/boxes";
import { SIZES } from "@/features/editor/canvas/boxes";
import { type Structure, scopeId } from "@/features/editor/draft/structure";
import type { Key, Node, Scope } from "@/ipc/bindings";

export interface Frame {
  readonly structure: Structure;
  readonly folded: ReadonlySet<Key>;
  readonly open: string | null;
  readonly branchCard: number;
  /** Lays out a list within what is being laid out; without `hasEnds` no line leads in and out. */
  readonly list: (scope: Scope, room: Room, tail: number, hasEnds?: boolean) => Part;
}

/** What the blocks around leave for a list. */
export interface Room {
  /** Width of its cards. */
  card: number;
  /** Pixels from side to side. */
  width: number;
  /** Loops and branches around it. */
  depth: number;
  /** `aria-level` of its blocks. */
  level: number;
}

/** A card alone; in a list without order the places that it leads to stand below it. */
export function cardPart(
  node: Node,
  room: Room,
  place: TreePlace,
  hidden: CardBox["hidden"] = null,
): Part {
  const h = SIZES.cardHeight + node.goesTo.length * SIZES.link;
  const w = room.card;
  return {
    boxes: [{ type: "card", id: node.key, key: node.key, x: -w / 2, y: 0, w, h, hidden, ...place }],
    gaps: [],
    left: w / 2,
    right: w / 2,
    h,
  };
}

export function line(id: string, x: number, y: number, h: number) {
  return { type: "line" as const, id: `line ${id}`, x: x - 0.75, y, w: 1.5, h };
}

export function term(
  type: TermBox["type"],
  x: number,
  y: number,
  w: number,
  h: number,
  key: Key | null = null,
): TermBox {
  return { type, id: `${type} ${key ?? ""}`, key, x: x - w / 2, y, w, h };
}

/** Names the list of a branch. */
export function branchId(node: Node, branch: number): string {
  return scopeId({ in: "branch", block: node.key, branch });
}
