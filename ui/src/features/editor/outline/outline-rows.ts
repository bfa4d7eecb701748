import {
  ancestorsOf,
  gapAfter,
  gapBefore,
  innerScopes,
  type Structure,
  scopeOf,
  WORKFLOW,
} from "@/features/editor/draft/structure";
import { visibleBlocks } from "@/features/editor/screen/visible-blocks";
import type { Gap, Key } from "@/ipc/bindings";

export const ROW_HEIGHT = 24;
export const INDENT = 16;

export interface OutlineRow {
  key: Key;
  /** Loops and conditions around it. */
  depth: number;
  position: number;
  siblings: number;
  /** Null for a block that holds none. */
  isOpen: boolean | null;
}

export function outlineRows(structure: Structure, folded: ReadonlySet<Key>): OutlineRow[] {
  const depths = new Map<Key, number>();
  const inner = new Map<Key | null, Key[]>();
  for (const key of structure.order) {
    const parent = structure.nodes.get(key)?.parent ?? null;
    const list = inner.get(parent);
    if (list) list.push(key);
    else inner.set(parent, [key]);
  }
  const positions = new Map<Key, number>();
  for (const list of inner.values())
    for (const [at, key] of list.entries()) positions.set(key, at + 1);
  return visibleBlocks(structure, folded).map((key) => {
    const node = structure.nodes.get(key);
    const parent = node?.parent ?? null;
    const depth = parent === null ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(key, depth);
    const holds = node !== undefined && innerScopes(node).length > 0;
    return {
      key,
      depth,
      position: positions.get(key) ?? 1,
      siblings: inner.get(parent)?.length ?? 1,
      isOpen: holds ? !folded.has(key) : null,
    };
  });
}

/** A line between two rows of the outline. */
export interface OutlinePlace {
  gap: Gap;
  depth: number;
}

/** The places that a line between the rows `index - 1` and `index` may stand for, the outermost first. */
function placesBetween(
  structure: Structure,
  rows: readonly OutlineRow[],
  index: number,
): OutlinePlace[] {
  const before = rows[index - 1];
  const behind = rows[index];
  const node = structure.nodes.get(before?.key ?? "");
  const next = structure.nodes.get(behind?.key ?? "");
  if (!before || !node) return [{ gap: { scope: WORKFLOW, after: null }, depth: 0 }];
  const inside = before.isOpen ? innerScopes(node)[0] : undefined;
  if (inside) return [{ gap: { scope: inside, after: null }, depth: before.depth + 1 }];
  const least = behind?.depth ?? 0;
  const closing = [...ancestorsOf(structure.nodes, node.key), node];
  const places = closing
    .map((one, depth) => ({ gap: gapAfter(one), depth }))
    .filter(({ depth, gap }) => depth >= least && !isFinally(structure, gap.after));
  // The next row may begin another branch of the same condition.
  if (next && behind && scopeOf(next).in === "branch" && gapBefore(structure, next).after === null)
    places.push({ gap: gapBefore(structure, next), depth: behind.depth });
  return places;
}

/** The place for a point: `x` from the left of the first level, `y` from the top of the first row. */
export function placeAt(
  structure: Structure,
  rows: readonly OutlineRow[],
  x: number,
  y: number,
): OutlinePlace | null {
  const index = Math.min(rows.length, Math.max(0, Math.round(y / ROW_HEIGHT)));
  const places = placesBetween(structure, rows, index);
  const depth = x / INDENT;
  const isUpper = y < index * ROW_HEIGHT;
  let best: OutlinePlace | null = null;
  for (const place of places) {
    const far = Math.abs(place.depth - depth);
    const least = best ? Math.abs(best.depth - depth) : Number.POSITIVE_INFINITY;
    if (far < least || (far === least && !isUpper)) best = place;
  }
  return best;
}

/** Where the line of a place is drawn: before which row. */
export function rowOfPlace(
  structure: Structure,
  rows: readonly OutlineRow[],
  gap: Gap,
): OutlinePlace & { index: number } {
  const after = rows.findIndex((row) => row.key === gap.after);
  if (after >= 0) {
    const depth = rows[after]?.depth ?? 0;
    return { gap, depth, index: endOf(rows, after) };
  }
  const container = gap.scope.in === "workflow" ? -1 : rows.findIndex(isContainerOf(gap));
  const depth = container < 0 ? 0 : (rows[container]?.depth ?? 0) + 1;
  if (gap.scope.in !== "branch") return { gap, depth, index: container + 1 };
  // Behind all blocks of the branches before.
  const { block, branch } = gap.scope;
  const isBefore = ({ key }: OutlineRow) => {
    const own = branchWithin(structure, key, block);
    return own !== null && own < branch;
  };
  const inside = rows.slice(container + 1, endOf(rows, container));
  return { gap, depth, index: container + 2 + inside.findLastIndex(isBefore) };
}

/** The row behind all that is in a row. */
function endOf(rows: readonly OutlineRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  let end = index + 1;
  while ((rows[end]?.depth ?? 0) > depth) end += 1;
  return end;
}

function isContainerOf({ scope }: Gap) {
  return (row: OutlineRow) => scope.in !== "workflow" && row.key === scope.block;
}

/** In which branch of a condition a block stands, at any depth. */
function branchWithin(structure: Structure, key: Key, condition: Key): number | null {
  const node = structure.nodes.get(key);
  if (!node) return null;
  const chain = [...ancestorsOf(structure.nodes, key), node];
  return chain.find((one) => one.parent === condition)?.branch ?? null;
}

function isFinally(structure: Structure, key: Key | null): boolean {
  return structure.nodes.get(key ?? "")?.isFinally ?? false;
}
