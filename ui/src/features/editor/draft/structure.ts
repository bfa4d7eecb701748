// The tree of blocks, read from the flat list that the backend gives.
import type { Gap, Key, Node, Scope } from "@/ipc/bindings";

export interface Structure {
  readonly nodes: ReadonlyMap<Key, Node>;
  /** Keys in reading order; the block that runs at the end, whatever happened, comes last. */
  readonly order: readonly Key[];
  /** The blocks of each list, by `scopeId`. */
  readonly lists: ReadonlyMap<string, readonly Key[]>;
  /** How many blocks stand in a loop or condition, at any depth. */
  readonly counts: ReadonlyMap<Key, number>;
}

export const WORKFLOW: Scope = { in: "workflow" };

export function structureOf(order: readonly Key[], nodes: ReadonlyMap<Key, Node>): Structure {
  const reading = withFinallyLast(order, nodes);
  const lists = new Map<string, Key[]>();
  const counts = new Map<Key, number>();
  for (const key of reading) {
    const node = nodes.get(key);
    if (!node) continue;
    const id = scopeId(scopeOf(node));
    const list = lists.get(id);
    if (list) list.push(key);
    else lists.set(id, [key]);
  }
  // Each block stands before what is in it, so from the end every count is complete when it is passed on.
  for (const key of reading.toReversed()) {
    const parent = nodes.get(key)?.parent;
    if (parent != null) counts.set(parent, (counts.get(parent) ?? 0) + 1 + (counts.get(key) ?? 0));
  }
  return { nodes, order: reading, lists, counts };
}

function withFinallyLast(order: readonly Key[], nodes: ReadonlyMap<Key, Node>): readonly Key[] {
  const start = order.findIndex((key) => nodes.get(key)?.isFinally);
  if (start < 0) return order;
  let end = start + 1;
  while (end < order.length && (nodes.get(order[end] ?? "")?.parent ?? null) !== null) end += 1;
  if (end === order.length) return order;
  return [...order.slice(0, start), ...order.slice(end), ...order.slice(start, end)];
}

/** The list that a block stands in. */
export function scopeOf(node: Node): Scope {
  if (node.parent === null) return WORKFLOW;
  if (node.branch === null) return { in: "loop", block: node.parent };
  return { in: "branch", block: node.parent, branch: node.branch };
}

/** The lists that a block holds. */
export function innerScopes(node: Node): Scope[] {
  if (node.inGraph && node.branches.length > 0) return [];
  if (node.isLoop) return [{ in: "loop", block: node.key }];
  return node.branches.map((_, branch) => ({ in: "branch", block: node.key, branch }));
}

export function scopeId(scope: Scope): string {
  if (scope.in === "workflow") return "";
  return scope.in === "loop" ? `loop ${scope.block}` : `branch ${scope.branch} ${scope.block}`;
}

export function gapId({ scope, after }: Gap): string {
  return `${scopeId(scope)}\n${after ?? ""}`;
}

export function listOf(structure: Structure, scope: Scope): readonly Key[] {
  return structure.lists.get(scopeId(scope)) ?? NO_KEYS;
}

/** The loop or condition around a place; null at the top. */
export function containerOf(scope: Scope): Key | null {
  return scope.in === "workflow" ? null : scope.block;
}

/** The place right behind a block. */
export function gapAfter(node: Node): Gap {
  return { scope: scopeOf(node), after: node.key };
}

/** The place right before a block. */
export function gapBefore(structure: Structure, node: Node): Gap {
  const scope = scopeOf(node);
  const list = listOf(structure, scope);
  return { scope, after: list[list.indexOf(node.key) - 1] ?? null };
}

/** Where something goes that is added without a place: behind the chosen block, else at the end. */
export function gapForAdding(structure: Structure, selection: readonly Key[]): Gap {
  const chosen = structure.nodes.get(selection.at(-1) ?? "");
  if (chosen && !chosen.isFinally) return gapAfter(chosen);
  return { scope: WORKFLOW, after: mainList(structure).at(-1) ?? null };
}

/** The top list without the block that runs at the end, whatever happened. */
export function mainList(structure: Structure): readonly Key[] {
  return listOf(structure, WORKFLOW).filter((key) => !structure.nodes.get(key)?.isFinally);
}

/** The loops and conditions around a block, the outermost first. */
export function ancestorsOf(nodes: ReadonlyMap<Key, Node>, key: Key): Node[] {
  const found: Node[] = [];
  const seen = new Set<Key>();
  let parent = nodes.get(key)?.parent ?? null;
  while (parent !== null && !seen.has(parent)) {
    seen.add(parent);
    const node = nodes.get(parent);
    if (!node) break;
    found.unshift(node);
    parent = node.parent;
  }
  return found;
}

/** The chosen blocks that stand in no other chosen one, in reading order. */
export function outermost(structure: Structure, keys: readonly Key[]): Key[] {
  const chosen = new Set(keys);
  return structure.order.filter(
    (key) =>
      chosen.has(key) && !ancestorsOf(structure.nodes, key).some((node) => chosen.has(node.key)),
  );
}

const NO_KEYS: readonly Key[] = [];
