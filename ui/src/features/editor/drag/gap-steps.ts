// The places that blocks can go to, in reading order, for whoever moves by keyboard.
import {
  ancestorsOf,
  containerOf,
  gapAfter,
  gapId,
  innerScopes,
  listOf,
  mainList,
  type Structure,
  scopeOf,
  WORKFLOW,
} from "@/features/editor/draft/structure";
import type { Gap, Key, Scope } from "@/ipc/bindings";

interface Walk {
  scope: Scope;
  keys: readonly Key[];
  next: number;
}

/** All places in reading order, without those in and behind the blocks that move, and in what is folded. */
export function gapsInOrder(
  structure: Structure,
  moved: readonly Key[],
  folded: ReadonlySet<Key>,
): Gap[] {
  const gone = new Set(moved);
  const gaps: Gap[] = [];
  const walks: Walk[] = [];
  const enter = (scope: Scope, all: readonly Key[]) => {
    gaps.push({ scope, after: null });
    walks.push({ scope, keys: all.filter((key) => !gone.has(key)), next: 0 });
  };
  enter(WORKFLOW, mainList(structure));
  for (let walk = walks.at(-1); walk; walk = walks.at(-1)) {
    const { inner, key } = nextStep(structure, folded, walk);
    if (inner) enter(inner, listOf(structure, inner));
    else if (key === undefined) walks.pop();
    else gaps.push({ scope: walk.scope, after: key });
  }
  return gaps;
}

/** A block is left through its inner lists, one after the other, and then by the place behind it. */
function nextStep(structure: Structure, folded: ReadonlySet<Key>, walk: Walk) {
  const state = walk as Walk & { entered?: number };
  const key = walk.keys[walk.next];
  const node = structure.nodes.get(key ?? "");
  if (key === undefined || !node) {
    walk.next += 1;
    return { inner: null, key: undefined };
  }
  const scopes = folded.has(key) ? [] : innerScopes(node);
  const entered = state.entered ?? 0;
  const inner = scopes[entered];
  if (inner) {
    state.entered = entered + 1;
    return { inner, key };
  }
  state.entered = 0;
  walk.next += 1;
  return { inner: null, key };
}

/** The place where the blocks stand that move. */
export function homeOf(structure: Structure, moved: readonly Key[]): Gap {
  const first = structure.nodes.get(moved[0] ?? "");
  if (!first) return { scope: WORKFLOW, after: null };
  const scope = scopeOf(first);
  const list = listOf(structure, scope);
  const before = list.slice(0, list.indexOf(first.key));
  return { scope, after: before.findLast((key) => !moved.includes(key)) ?? null };
}

/** The next place that may be taken, in that direction. */
export function stepGap(
  gaps: readonly Gap[],
  current: Gap,
  step: 1 | -1,
  mayTake: (gap: Gap) => boolean = () => true,
): Gap | null {
  const here = gapId(current);
  const start = gaps.findIndex((gap) => gapId(gap) === here);
  for (let index = start + step; index >= 0 && index < gaps.length; index += step) {
    const gap = gaps[index];
    if (gap && mayTake(gap)) return gap;
  }
  return null;
}

/** Into the container that follows, to the next branch, or into the container before. */
export function gapInto(structure: Structure, gap: Gap, moved: readonly Key[]): Gap | null {
  const list = listOf(structure, gap.scope).filter((key) => !moved.includes(key));
  const following = list[gap.after === null ? 0 : list.indexOf(gap.after) + 1];
  const first = firstInside(structure, following);
  if (first) return first;
  if (gap.scope.in === "branch") {
    const count = structure.nodes.get(gap.scope.block)?.branches.length ?? 0;
    if (gap.scope.branch + 1 < count)
      return { scope: { ...gap.scope, branch: gap.scope.branch + 1 }, after: null };
  }
  return lastInside(structure, gap.after, moved);
}

/** To the branch before, else out behind the container. */
export function gapOutOf(structure: Structure, { scope }: Gap): Gap | null {
  if (scope.in === "branch" && scope.branch > 0)
    return { scope: { ...scope, branch: scope.branch - 1 }, after: null };
  const container = structure.nodes.get(containerOf(scope) ?? "");
  return container ? gapAfter(container) : null;
}

/** Containers that must be open for a place to be seen. */
export function containersOf(structure: Structure, gap: Gap): Key[] {
  const container = containerOf(gap.scope);
  if (container === null) return [];
  return [...ancestorsOf(structure.nodes, container).map((node) => node.key), container];
}

function firstInside(structure: Structure, key: Key | undefined): Gap | null {
  const node = structure.nodes.get(key ?? "");
  const scope = node && innerScopes(node)[0];
  return scope ? { scope, after: null } : null;
}

function lastInside(structure: Structure, key: Key | null, moved: readonly Key[]): Gap | null {
  const node = structure.nodes.get(key ?? "");
  const scope = node && innerScopes(node).at(-1);
  if (!scope) return null;
  const list = listOf(structure, scope).filter((one) => !moved.includes(one));
  return { scope, after: list.at(-1) ?? null };
}
