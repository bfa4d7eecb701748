// Where everything on the canvas stands, computed from the tree alone: all sizes are known, nothing is measured.
import {
  emptyPart,
  type Layout,
  MOST_DEPTH,
  type Part,
  put,
  SIZES,
  type TreePlace,
} from "@/features/editor/canvas/boxes";
import { conditionPart } from "@/features/editor/canvas/layout-branches";
import { cardPart, type Frame, line, type Room, term } from "@/features/editor/canvas/layout-parts";
import {
  gapId,
  listOf,
  mainList,
  type Structure,
  WORKFLOW,
} from "@/features/editor/draft/structure";
import type { Gap, Key, Node, Scope } from "@/ipc/bindings";

export interface LayoutWish {
  structure: Structure;
  folded: ReadonlySet<Key>;
  /** Pixels that there are, at a zoom of 100 %. */
  width: number;
  /** Shows this loop or condition only. */
  focus?: Key | null | undefined;
  /** The place that is open for what is dropped there, by its `gapId`. */
  open?: string | null | undefined;
}

export function layOut(wish: LayoutWish): Layout {
  const isNarrow = wish.width < SIZES.narrowBelow;
  const frame: Frame = {
    structure: wish.structure,
    folded: wish.folded,
    open: wish.open ?? null,
    branchCard: isNarrow ? SIZES.narrowBranchCard : SIZES.branchCard,
    list: (scope, room, tail, hasEnds) =>
      listPart(frame, scope, listOf(frame.structure, scope), room, tail, hasEnds),
  };
  const room: Room = {
    card: Math.min(isNarrow ? SIZES.narrowCard : SIZES.card, Math.max(200, wish.width - 48)),
    width: wish.width - 2 * SIZES.edge,
    depth: 0,
    level: 1,
  };
  const focused = wish.focus != null ? wish.structure.nodes.get(wish.focus) : undefined;
  const whole = focused ? focusedPart(frame, focused, room) : workflowPart(frame, room);
  return {
    boxes: whole.boxes,
    gaps: whole.gaps,
    width: 2 * Math.max(whole.left, whole.right) + 2 * SIZES.edge,
    height: whole.h + SIZES.bottom,
  };
}

function focusedPart(frame: Frame, node: Node, room: Room): Part {
  const whole = emptyPart();
  const inside = blockPart(frame, node, { ...room, level: 1 }, { position: 1, siblings: 1 }, true);
  put(whole, inside, 0, SIZES.top);
  whole.h = SIZES.top + inside.h;
  return whole;
}

function workflowPart(frame: Frame, room: Room): Part {
  const whole = emptyPart();
  whole.boxes.push(term("start", 0, SIZES.top, 160, SIZES.end));
  let y = SIZES.top + SIZES.end;
  const list = listPart(frame, WORKFLOW, mainList(frame.structure), room, SIZES.connector);
  put(whole, list, 0, y);
  y += list.h;
  const last = listOf(frame.structure, WORKFLOW).at(-1);
  const final = last === undefined ? undefined : frame.structure.nodes.get(last);
  if (final?.isFinally) y = putFinally(frame, whole, final, room, y);
  whole.boxes.push(term("end", 0, y, 80, SIZES.end));
  whole.h = y + SIZES.end;
  return whole;
}

/** The block that runs at the end, whatever happened, below its mark. */
function putFinally(frame: Frame, whole: Part, node: Node, room: Room, top: number): number {
  let y = top;
  whole.boxes.push(term("always", 0, y, 200, SIZES.pill, node.key));
  y += SIZES.pill;
  whole.boxes.push(line(`always ${node.key}`, 0, y, SIZES.connector));
  y += SIZES.connector;
  const siblings = listOf(frame.structure, WORKFLOW).length;
  const part = blockPart(frame, node, room, { position: siblings, siblings });
  put(whole, part, 0, y);
  y += part.h;
  whole.boxes.push(line(`finally ${node.key}`, 0, y, SIZES.connector));
  return y + SIZES.connector;
}

/** The blocks of a list one below the other, with the places between them and at both ends. */
function listPart(
  frame: Frame,
  scope: Scope,
  keys: readonly Key[],
  room: Room,
  tail: number,
  hasEnds = true,
): Part {
  const whole = emptyPart();
  whole.left = room.card / 2;
  whole.right = room.card / 2;
  const siblings = listOf(frame.structure, scope).length;
  const isGraph = frame.structure.nodes.get(keys[0] ?? "")?.inGraph ?? false;
  let y = 0;
  const addGap = (after: Key | null, height: number, isDrawn: boolean) => {
    y += putGap(frame, whole, { scope, after }, { y, height, card: room.card, isDrawn });
  };
  if (keys.length === 0) return emptyList(frame, scope, room, tail, hasEnds);
  addGap(null, SIZES.connector, hasEnds);
  keys.forEach((key, index) => {
    const node = frame.structure.nodes.get(key);
    if (!node) return;
    const part = blockPart(frame, node, room, { position: index + 1, siblings });
    put(whole, part, 0, y);
    y += part.h;
    const isLast = index === keys.length - 1;
    addGap(key, isLast ? tail : SIZES.connector, isLast ? hasEnds : !isGraph);
  });
  whole.h = y;
  return whole;
}

function emptyList(frame: Frame, scope: Scope, room: Room, tail: number, hasEnds: boolean): Part {
  const whole = emptyPart();
  whole.left = room.card / 2;
  whole.right = room.card / 2;
  const gap: Gap = { scope, after: null };
  const id = gapId(gap);
  if (scope.in === "workflow" || frame.open === id) {
    const height = SIZES.connector + (scope.in === "workflow" ? 0 : tail);
    whole.h = putGap(frame, whole, gap, { y: 0, height, card: room.card, isDrawn: true });
    if (scope.in !== "workflow") return whole;
  }
  const h = scope.in === "branch" ? SIZES.emptyBranch : SIZES.emptyLoop;
  const y = whole.h + (scope.in === "workflow" ? 0 : SIZES.connector);
  if (scope.in !== "workflow") {
    if (hasEnds) whole.boxes.push(line(`in ${id}`, 0, 0, SIZES.connector));
    whole.gaps.push({ id, gap, x: 0, y: y + h / 2, w: room.card });
  }
  whole.boxes.push({
    type: "empty",
    id: `empty ${id}`,
    gap,
    x: -room.card / 2,
    y,
    w: room.card,
    h,
  });
  if (hasEnds) whole.boxes.push(line(`out ${id}`, 0, y + h, tail));
  whole.h = y + h + tail;
  return whole;
}

interface GapPlace {
  y: number;
  height: number;
  card: number;
  /** False where no run goes through. */
  isDrawn: boolean;
}

/** A connector with its place; returns how high it is. */
function putGap(frame: Frame, whole: Part, gap: Gap, place: GapPlace): number {
  const id = gapId(gap);
  const isOpen = frame.open === id;
  const h = place.height + (isOpen ? SIZES.slot : 0);
  whole.gaps.push({ id, gap, x: 0, y: place.y + h / 2, w: place.card });
  if (!place.isDrawn) return h;
  if (!isOpen) whole.boxes.push(line(id, 0, place.y, h));
  else {
    const part = place.height / 2 - 1;
    whole.boxes.push(line(id, 0, place.y, part));
    whole.boxes.push(line(`${id}\nend`, 0, place.y + h - part, part));
  }
  return h;
}

/** A block with all that is in it. */
function blockPart(
  frame: Frame,
  node: Node,
  room: Room,
  among: Omit<TreePlace, "level">,
  isFocus = false,
): Part {
  const place: TreePlace = { ...among, level: room.level };
  const isFlatCondition = node.inGraph && node.branches.length > 0;
  const isContainer = !isFlatCondition && (node.isLoop || node.branches.length > 0);
  const isDeep = isContainer && room.depth >= MOST_DEPTH;
  const isFolded = isContainer && !isFocus && frame.folded.has(node.key);
  if (!isContainer || isDeep || isFolded)
    return cardPart(node, room, place, isDeep ? "deep" : isFolded ? "folded" : null);
  return node.isLoop ? loopPart(frame, node, room, place) : conditionPart(frame, node, room, place);
}

function loopPart(frame: Frame, node: Node, room: Room, place: TreePlace): Part {
  const scope: Scope = { in: "loop", block: node.key };
  const inner: Room = {
    card: room.card,
    width: room.width - 2 * SIZES.framePad,
    depth: room.depth + 1,
    level: room.level + 1,
  };
  const list = frame.list(scope, inner, SIZES.tail);
  const half = Math.max(room.card + SIZES.frameRoom, 2 * Math.max(list.left, list.right) + 28) / 2;
  const end = SIZES.frameHead + list.h;
  const h = end + SIZES.pill + SIZES.frameFoot;
  const links = node.goesTo.length * SIZES.link;
  const whole = emptyPart();
  whole.boxes.push({
    type: "frame",
    id: node.key,
    key: node.key,
    ...place,
    ...{ x: -half, y: 0, w: 2 * half, h: h + links },
  });
  put(whole, list, 0, SIZES.frameHead);
  whole.boxes.push(term("next", 0, end, 160, SIZES.pill, node.key));
  whole.left = half;
  whole.right = half;
  whole.h = h + links;
  return whole;
}
