/*
 * What a run window knows of its run, indexed for drawing, and how a change from the backend is merged into it.
 * Pure. Parts that a change does not touch keep their identity, so that the views of them need not draw again.
 */
import type {
  ActionView,
  LogLine,
  NodeId,
  RunChange,
  RunHead,
  RunView,
  TimelineNode,
} from "@/ipc/bindings";

/** The blocks under a block in reading order; the top of the tree is under null. */
export type ChildIndex = ReadonlyMap<NodeId | null, readonly NodeId[]>;

export interface RunModel {
  head: RunHead;
  nodes: ReadonlyMap<NodeId, TimelineNode>;
  /** Reading order, parents before children. */
  order: readonly NodeId[];
  children: ChildIndex;
  /** Oldest first. */
  actions: readonly ActionView[];
  actionsOf: ReadonlyMap<NodeId, readonly ActionView[]>;
  log: readonly LogLine[];
}

export function openRun(view: RunView): RunModel {
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  const order = view.nodes.map((node) => node.id);
  const actions = sortByTime(view.actions);
  return {
    head: view.head,
    nodes,
    order,
    children: indexChildren(order, nodes),
    actions,
    actionsOf: indexActions(actions),
    log: view.log,
  };
}

/** The run after the change. Changes may arrive twice; only log lines are taken at their word. */
export function applyChange(run: RunModel, change: RunChange): RunModel {
  return {
    ...run,
    ...mergeNodes(run, change),
    ...mergeActions(run, change.actions),
    head: change.head ?? run.head,
    log: change.log.length > 0 ? [...run.log, ...change.log] : run.log,
  };
}

/**
 * The changes that arrived while the run was being read. Their log lines may be part of what was read already;
 * lines that are known word for word are left out.
 */
export function applyEarlyChanges(run: RunModel, changes: readonly RunChange[]): RunModel {
  const known = new Set(run.log.map(lineKey));
  return changes.reduce(
    (model, change) =>
      applyChange(model, {
        ...change,
        log: change.log.filter((line) => !known.has(lineKey(line))),
      }),
    run,
  );
}

function lineKey(line: LogLine): string {
  return JSON.stringify([line.at, line.text, line.node]);
}

function mergeNodes(
  run: RunModel,
  change: RunChange,
): Pick<RunModel, "nodes" | "order" | "children"> | null {
  if (change.nodes.length === 0 && !change.order) return null;
  const nodes = new Map(run.nodes);
  for (const node of change.nodes) nodes.set(node.id, node);
  const order = change.order ? keepKnown(change.order, nodes) : appendNew(run, change.nodes);
  const isSameTree =
    order === run.order &&
    change.nodes.every((node) => run.nodes.get(node.id)?.parent === node.parent);
  return { nodes, order, children: isSameTree ? run.children : indexChildren(order, nodes) };
}

/** A new order is the whole set: what is not in it is gone. */
function keepKnown(order: readonly NodeId[], nodes: Map<NodeId, TimelineNode>): readonly NodeId[] {
  const listed = new Set(order);
  for (const id of nodes.keys()) if (!listed.has(id)) nodes.delete(id);
  return order.filter((id) => nodes.has(id));
}

function appendNew(run: RunModel, changed: readonly TimelineNode[]): readonly NodeId[] {
  const added = changed.filter((node) => !run.nodes.has(node.id)).map((node) => node.id);
  return added.length > 0 ? [...run.order, ...new Set(added)] : run.order;
}

/** A block whose parent is not known stands at the top, so that it is never lost. */
function indexChildren(
  order: readonly NodeId[],
  nodes: ReadonlyMap<NodeId, TimelineNode>,
): ChildIndex {
  const children = new Map<NodeId | null, NodeId[]>();
  for (const id of order) {
    const parent = nodes.get(id)?.parent ?? null;
    const key = parent !== null && nodes.has(parent) ? parent : null;
    const siblings = children.get(key);
    if (siblings) siblings.push(id);
    else children.set(key, [id]);
  }
  return children;
}

function mergeActions(
  run: RunModel,
  changed: readonly ActionView[],
): Pick<RunModel, "actions" | "actionsOf"> | null {
  if (changed.length === 0) return null;
  const latest = new Map(changed.map((action) => [action.id, action]));
  let isMoved = false;
  const replaced = run.actions.map((action) => {
    const next = latest.get(action.id);
    if (!next) return action;
    latest.delete(action.id);
    isMoved ||= next.at !== action.at;
    return next;
  });
  const added = sortByTime([...latest.values()]);
  const all = [...replaced, ...added];
  const actions = isMoved || !isLater(added[0], run.actions) ? sortByTime(all) : all;
  return { actions, actionsOf: reindexActions(run.actionsOf, actions, changed) };
}

/** The usual case: what is new happened after all that is known. */
function isLater(action: ActionView | undefined, before: readonly ActionView[]): boolean {
  const last = before.findLast(({ at }) => at !== null)?.at;
  if (!action || !last) return true;
  return action.at === null || Date.parse(action.at) >= Date.parse(last);
}

function indexActions(actions: readonly ActionView[]): Map<NodeId, ActionView[]> {
  const index = new Map<NodeId, ActionView[]>();
  for (const action of actions) {
    const list = index.get(action.node);
    if (list) list.push(action);
    else index.set(action.node, [action]);
  }
  return index;
}

/** Blocks without a changed action keep their list. */
function reindexActions(
  before: RunModel["actionsOf"],
  actions: readonly ActionView[],
  changed: readonly ActionView[],
): RunModel["actionsOf"] {
  const touched = new Set(changed.map((action) => action.node));
  const index = new Map(before);
  for (const [node, list] of indexActions(actions.filter((action) => touched.has(action.node)))) {
    index.set(node, list);
  }
  return index;
}

/** Oldest first; an action without a time stays behind the one that arrived before it. */
function sortByTime(actions: ActionView[]): ActionView[] {
  let latest = Number.NEGATIVE_INFINITY;
  let isSorted = true;
  const timed = actions.map((action) => {
    const at = action.at === null ? latest : Date.parse(action.at);
    if (at < latest) isSorted = false;
    latest = at;
    return { action, at };
  });
  if (isSorted) return actions;
  return timed.sort((a, b) => a.at - b.at).map(({ action }) => action);
}
