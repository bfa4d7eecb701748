// The branches of a condition: side by side and joined again, or one below the other where there is no room.
import {
  emptyPart,
  MOST_BRANCHES_SIDE_BY_SIDE,
  type Part,
  type PillBox,
  put,
  SIZES,
  type TreePlace,
  widthOf,
} from "@/features/editor/canvas/boxes";
import {
  branchId,
  cardPart,
  type Frame,
  line,
  type Room,
} from "@/features/editor/canvas/layout-parts";
import type { Node, Scope } from "@/ipc/bindings";

export function conditionPart(frame: Frame, node: Node, room: Room, place: TreePlace): Part {
  const head = cardPart(node, room, place);
  const whole = emptyPart();
  put(whole, head, 0, 0);
  const beside = sideBySide(frame, node, room);
  const branches = beside ?? stacked(frame, node, room);
  put(whole, branches, 0, head.h);
  whole.h = head.h + branches.h;
  return whole;
}

/** Null where they do not fit. */
function sideBySide(frame: Frame, node: Node, room: Room): Part | null {
  const count = node.branches.length;
  const column = room.width / count - 2 * SIZES.branchSide;
  if (count > MOST_BRANCHES_SIDE_BY_SIDE || column < frame.branchCard) return null;
  const columns = node.branches.map((_, branch) =>
    branchPart(frame, node, branch, {
      card: frame.branchCard,
      width: column,
      depth: room.depth + 1,
      level: room.level + 2,
    }),
  );
  const widths = columns.map((part) => 2 * Math.max(part.left, part.right, frame.branchCard / 2));
  const total = widths.reduce((sum, width) => sum + width + 2 * SIZES.branchSide, 0);
  if (total > room.width) return null;
  const whole = emptyPart();
  const least = Math.max(...columns.map((part) => part.h));
  const top = SIZES.stem + SIZES.fork;
  const middles: number[] = [];
  let x = -total / 2;
  columns.forEach((part, index) => {
    const half = (widths[index] ?? 0) / 2 + SIZES.branchSide;
    const middle = x + half;
    middles.push(middle);
    put(whole, part, middle, top);
    const rest = least - part.h;
    if (rest > 0)
      whole.boxes.push(line(`rest ${branchId(node, index)}`, middle, top + part.h, rest));
    x += 2 * half;
  });
  whole.left = total / 2;
  whole.right = total / 2;
  whole.boxes.push(line(`stem ${node.key}`, 0, 0, SIZES.stem));
  addCurves(whole, node, middles, least);
  whole.h = top + least + SIZES.fork;
  return whole;
}

function addCurves(whole: Part, node: Node, middles: readonly number[], height: number) {
  const x = (middles[0] ?? 0) - 0.75;
  const w = (middles.at(-1) ?? 0) - x + 0.75;
  const top = SIZES.stem;
  const bottom = SIZES.stem + SIZES.fork + height;
  const h = SIZES.fork;
  // The outer two are bent; those between them go straight on.
  const straight = middles.length === 1 ? middles : middles.slice(1, -1);
  straight.forEach((middle, index) => {
    whole.boxes.push(line(`fork ${index} ${node.key}`, middle, top, h));
    whole.boxes.push(line(`join ${index} ${node.key}`, middle, bottom, h));
  });
  if (middles.length === 1) return;
  whole.boxes.push({ type: "fork", id: `fork ${node.key}`, x, y: top, w, h });
  whole.boxes.push({ type: "join", id: `join ${node.key}`, x, y: bottom, w, h });
}

/** A pill with the blocks of its branch below. */
function branchPart(frame: Frame, node: Node, branch: number, room: Room): Part {
  const scope: Scope = { in: "branch", block: node.key, branch };
  const list = frame.list(scope, room, SIZES.tail);
  const whole = emptyPart();
  whole.boxes.push(pill(node, branch, { x: -room.card / 2, y: 0, isIndented: false }, room));
  put(whole, list, 0, SIZES.pill);
  whole.h = SIZES.pill + list.h;
  return whole;
}

function pill(
  node: Node,
  branch: number,
  at: Pick<PillBox, "x" | "y" | "isIndented">,
  room: Room,
): PillBox {
  return {
    type: "pill",
    id: `pill ${branchId(node, branch)}`,
    key: node.key,
    branch,
    level: room.level - 1,
    position: branch + 1,
    siblings: node.branches.length,
    w: room.card,
    h: SIZES.pill,
    ...at,
  };
}

/** Indented below the condition, along a line at the left. */
function stacked(frame: Frame, node: Node, room: Room): Part {
  const whole = emptyPart();
  const rail = -room.card / 2 + 12;
  const inner: Room = {
    card: Math.max(frame.branchCard, room.card - SIZES.indent - 12),
    width: room.width - SIZES.indent - 12,
    depth: room.depth + 1,
    level: room.level + 2,
  };
  let y = 0;
  node.branches.forEach((_, branch) => {
    y += SIZES.stem;
    whole.boxes.push(pill(node, branch, { x: rail + SIZES.indent, y, isIndented: true }, inner));
    const elbow = `elbow ${branchId(node, branch)}`;
    const h = SIZES.pill / 2;
    whole.boxes.push({ type: "elbow", id: elbow, x: rail, y, w: SIZES.indent, h });
    y += SIZES.pill;
    const scope: Scope = { in: "branch", block: node.key, branch };
    const list = frame.list(scope, inner, SIZES.tail, false);
    put(whole, list, rail + SIZES.indent + list.left, y);
    y += list.h;
  });
  whole.boxes.push({
    type: "rail",
    id: `rail ${node.key}`,
    x: rail,
    y: 0,
    w: -rail,
    h: y + SIZES.stem,
  });
  whole.h = y + SIZES.stem;
  whole.left = Math.max(whole.left, widthOf(whole) / 2);
  return whole;
}
