/* The tree of a run as it is drawn: what is folded, what is under way, what it is called. Pure. */

import type { ChildIndex, RunModel } from "@/features/run-window/run-model";
import type { NodeId, RunStatus, TimelineNode } from "@/ipc/bindings";

/** What a person folded or unfolded; the rest folds by itself. */
export type Folds = ReadonlyMap<NodeId, boolean>;

const UNDER_WAY: ReadonlySet<RunStatus> = new Set(["running", "paused"]);
const BROKEN: ReadonlySet<RunStatus> = new Set(["failed", "terminated", "timedOut"]);

const UNREACHED: ReadonlySet<RunStatus> = new Set(["waiting", "notRun", "skipped", "unknown"]);

export function isUnderWay(status: RunStatus): boolean {
  return UNDER_WAY.has(status);
}

export function isBroken(status: RunStatus): boolean {
  return BROKEN.has(status);
}

/**
 * The blocks that are unfolded. Turns of a loop are folded except the one that runs, the one that failed and the one
 * that holds the chosen block.
 */
export function openBlocks(
  { nodes, children }: Pick<RunModel, "nodes" | "children">,
  folds: Folds,
  chosen: NodeId | null,
): ReadonlySet<NodeId> {
  const around = new Set(ancestorsOf(nodes, chosen));
  const open = new Set<NodeId>();
  for (const id of children.keys()) {
    const node = id === null ? undefined : nodes.get(id);
    if (node && (folds.get(node.id) ?? (around.has(node.id) || opensByItself(node))))
      open.add(node.id);
  }
  return open;
}

/** The folds after a person folded and unfolded blocks of the tree. */
export function changeFolds(
  folds: Folds,
  before: ReadonlySet<NodeId>,
  after: ReadonlySet<NodeId>,
): Folds {
  const changed = new Map(folds);
  for (const id of before) if (!after.has(id)) changed.set(id, false);
  for (const id of after) if (!before.has(id)) changed.set(id, true);
  return changed;
}

function opensByItself(node: TimelineNode): boolean {
  return node.role !== "iteration" || isUnderWay(node.status) || isBroken(node.status);
}

/** The blocks around a block, nearest first. */
export function ancestorsOf(nodes: RunModel["nodes"], id: NodeId | null): NodeId[] {
  const found: NodeId[] = [];
  let parent = id === null ? null : (nodes.get(id)?.parent ?? null);
  while (parent !== null && !found.includes(parent)) {
    found.push(parent);
    parent = nodes.get(parent)?.parent ?? null;
  }
  return found;
}

/** The innermost block under way; the latest in reading order if there are several. */
export function blockUnderWay({
  nodes,
  order,
  children,
}: Pick<RunModel, "nodes" | "order" | "children">): NodeId | null {
  const running = order.filter((id) => isUnderWay(nodes.get(id)?.status ?? "unknown"));
  const innermost = running.filter(
    (id) =>
      !(children.get(id) ?? []).some((child) => isUnderWay(nodes.get(child)?.status ?? "unknown")),
  );
  return innermost.at(-1) ?? null;
}

/** The block under way, or between two blocks the last one that was reached. */
export function blockInFocus(run: Pick<RunModel, "nodes" | "order" | "children">): NodeId | null {
  const reached = (id: NodeId) =>
    !run.children.has(id) && !UNREACHED.has(run.nodes.get(id)?.status ?? "unknown");
  return blockUnderWay(run) ?? run.order.findLast(reached) ?? null;
}

/** The block that comes after this one in reading order and has not been reached; for "Next". */
export function blockAhead(
  run: Pick<RunModel, "nodes" | "order">,
  id: NodeId,
): TimelineNode | null {
  const from = run.order.indexOf(id);
  if (from < 0) return null;
  for (const next of run.order.slice(from + 1)) {
    const node = run.nodes.get(next);
    if (node?.status === "waiting" && node.role === "block") return node;
  }
  return null;
}

/** "3 of 5" for a block in a loop: the turn of the innermost loop around it. */
export function turnWords(nodes: RunModel["nodes"], id: NodeId): string | null {
  const turn = [id, ...ancestorsOf(nodes, id)]
    .map((each) => nodes.get(each))
    .find((node) => node?.turn);
  if (!turn?.turn) return null;
  const loop = turn.parent === null ? undefined : nodes.get(turn.parent);
  const total = loop?.progress?.total;
  return total ? `${turn.turn.index + 1} of ${total}` : `turn ${turn.turn.index + 1}`;
}

/** What a row is called: the label of a block, "3 · Nordlicht Energie" for a turn. */
export function nodeTitle(node: TimelineNode): string {
  if (node.role !== "iteration" || !node.turn) return node.label;
  const value = node.turn.value ?? node.label;
  return value ? `${node.turn.index + 1} · ${value}` : `Turn ${node.turn.index + 1}`;
}

/** How many blocks failed, not counting the loops and turns around them. */
export function countBroken(nodes: RunModel["nodes"], children: ChildIndex): number {
  let count = 0;
  for (const node of nodes.values()) {
    const below = children.get(node.id) ?? [];
    if (isBroken(node.status) && !below.some((id) => isBroken(nodes.get(id)?.status ?? "unknown")))
      count += 1;
  }
  return count;
}
