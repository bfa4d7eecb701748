// Problems by the block that they belong to. Hints are no mark on a block.
import { useDraftState } from "@/features/editor/draft/draft-context";
import type { Key, Problem, Severity } from "@/ipc/bindings";

export interface BlockProblems {
  worst: Severity;
  /** "1 error, 2 warnings". */
  words: string;
  /** Names of references that nothing defines, one a line. */
  unknownNames: string;
}

const RANKS: readonly Severity[] = ["error", "warning", "hint"];
const kept = new WeakMap<readonly Problem[], ReadonlyMap<Key, BlockProblems>>();

function problemIndex(problems: readonly Problem[]): ReadonlyMap<Key, BlockProblems> {
  const known = kept.get(problems);
  if (known) return known;
  const lists = new Map<Key, Problem[]>();
  for (const problem of problems) {
    const { holder } = problem.place;
    if (holder.type !== "block" || problem.severity === "hint") continue;
    const list = lists.get(holder.block);
    if (list) list.push(problem);
    else lists.set(holder.block, [problem]);
  }
  const index = new Map([...lists].map(([key, list]) => [key, summary(list)]));
  kept.set(problems, index);
  return index;
}

function summary(problems: readonly Problem[]): BlockProblems {
  const worst = RANKS.find((rank) => problems.some(({ severity }) => severity === rank)) ?? "hint";
  const unknown = problems.filter(({ code }) => code === "unknown-reference");
  const names = unknown.flatMap(({ message }) => backticked(message));
  return { worst, words: countWords(problems), unknownNames: [...new Set(names)].join("\n") };
}

/** "1 error, 2 warnings". */
function countWords(problems: readonly Problem[]): string {
  const parts = RANKS.map((rank) => {
    const count = problems.filter(({ severity }) => severity === rank).length;
    return count === 0 ? "" : `${count} ${rank}${count === 1 ? "" : "s"}`;
  });
  return parts.filter(Boolean).join(", ");
}

function backticked(message: string): string[] {
  return [...message.matchAll(/`([^`]+)`/g)].map(([, name]) =>
    (name ?? "").replaceAll(/[{}]/g, "").trim(),
  );
}

/** Drawn again only when the block's own problems change. */
export function useBlockProblems(key: Key): BlockProblems | null {
  const of = (problems: readonly Problem[]) => problemIndex(problems).get(key);
  const worst = useDraftState((state) => of(state.problems)?.worst);
  const words = useDraftState((state) => of(state.problems)?.words);
  const unknownNames = useDraftState((state) => of(state.problems)?.unknownNames);
  if (worst === undefined) return null;
  return { worst, words: words ?? "", unknownNames: unknownNames ?? "" };
}
