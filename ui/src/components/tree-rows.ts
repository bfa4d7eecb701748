/** One visible line of a tree. */
export interface TreeRow<Node> {
  node: Node;
  id: string;
  /** 1 for roots, as in `aria-level`. */
  level: number;
  hasChildren: boolean;
  isExpanded: boolean;
  /** Place among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
  /** Index of the parent's line; -1 for roots. */
  parent: number;
}

export interface TreeSource<Node> {
  nodes: readonly Node[];
  nodeId: (node: Node) => string;
  /** Null or empty for a leaf. */
  childrenOf: (node: Node) => readonly Node[] | null;
  /** Cheaper than `childrenOf` where making the children costs something. */
  hasChildren?: ((node: Node) => boolean) | undefined;
}

/** The lines that are visible while these ids are expanded, in order. Without recursion: recordings nest deep. */
export function treeRows<Node>(
  source: TreeSource<Node>,
  expanded: ReadonlySet<string>,
): TreeRow<Node>[] {
  const rows: TreeRow<Node>[] = [];
  const stack = [{ nodes: source.nodes, next: 0, level: 1, parent: -1 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const node = top.nodes[top.next];
    if (node === undefined) {
      stack.pop();
      continue;
    }
    top.next += 1;
    const id = source.nodeId(node);
    const hasChildren = source.hasChildren?.(node) ?? Boolean(source.childrenOf(node)?.length);
    const isExpanded = hasChildren && expanded.has(id);
    rows.push({
      node,
      id,
      level: top.level,
      hasChildren,
      isExpanded,
      position: top.next,
      siblings: top.nodes.length,
      parent: top.parent,
    });
    if (isExpanded)
      stack.push({
        nodes: source.childrenOf(node) ?? [],
        next: 0,
        level: top.level + 1,
        parent: rows.length - 1,
      });
  }
  return rows;
}

/** Every id that has children: what "expand all" expands. */
export function branchIds<Node>(source: TreeSource<Node>): Set<string> {
  const ids = new Set<string>();
  const rest = [...source.nodes];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const children = source.childrenOf(node);
    if (!children?.length) continue;
    ids.add(source.nodeId(node));
    rest.push(...children);
  }
  return ids;
}

export type TreeMove =
  | { type: "focus"; index: number }
  | { type: "expand"; ids: string[] }
  | { type: "collapse"; id: string };

/** What a key does on a line (WAI-ARIA tree pattern); null for keys that are none of the tree's. */
export function treeMove<Node>(
  rows: readonly TreeRow<Node>[],
  index: number,
  key: string,
): TreeMove | null {
  const row = rows[index];
  if (!row) return null;
  const focus = (to: number): TreeMove => ({
    type: "focus",
    index: Math.min(rows.length - 1, Math.max(0, to)),
  });
  switch (key) {
    case "ArrowDown":
      return focus(index + 1);
    case "ArrowUp":
      return focus(index - 1);
    case "Home":
      return focus(0);
    case "End":
      return focus(rows.length - 1);
    case "ArrowRight":
      if (!row.hasChildren) return null;
      return row.isExpanded ? focus(index + 1) : { type: "expand", ids: [row.id] };
    case "ArrowLeft":
      if (row.isExpanded) return { type: "collapse", id: row.id };
      return row.parent >= 0 ? focus(row.parent) : null;
    case "*":
      return { type: "expand", ids: siblingsOf(rows, row) };
    default:
      return null;
  }
}

function siblingsOf<Node>(rows: readonly TreeRow<Node>[], row: TreeRow<Node>): string[] {
  return rows
    .filter((other) => other.parent === row.parent && other.hasChildren)
    .map((other) => other.id);
}
