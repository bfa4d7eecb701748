import { useMemo } from "react";
import { useDraftState } from "@/features/editor/draft/draft-context";
import type { DraftState } from "@/features/editor/draft/draft-store";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { sameJson } from "@/features/editor/inputs/same-json";
import type { Holder, Problem } from "@/ipc/bindings";

type Index = ReadonlyMap<string, readonly Problem[]>;

const NONE: readonly Problem[] = [];
const indexes = new WeakMap<readonly Problem[], Index>();

/** The problems of one field, or with null those of its holder as a whole. Renders again only when they differ. */
export function useProblems(holder: Holder, field: string | null): readonly Problem[] {
  const name = nameOf(holder, field);
  const read = useMemo(() => {
    let last = NONE;
    return (state: DraftState) => {
      const next = indexOf(state.problems).get(name) ?? NONE;
      if (!sameJson(last, next)) last = next;
      return last;
    };
  }, [name]);
  return useDraftState(read);
}

/** The problems of a field of a panel, with paths from its own value on. */
export function useFieldProblems(source: FieldSource, name: string): readonly Problem[] {
  const { field, path } = source.place?.(name) ?? { field: name, path: TOP };
  const all = useProblems(source.holder(), field);
  const inside = path.join("\n");
  return useMemo(() => {
    const start = inside === "" ? [] : inside.split("\n");
    if (start.length === 0) return all;
    return all
      .filter(({ place }) => start.every((part, depth) => place.path[depth] === part))
      .map((each) => ({
        ...each,
        place: { ...each.place, path: each.place.path.slice(start.length) },
      }));
  }, [all, inside]);
}

const TOP: readonly string[] = [];

/** Found once for all fields of a revision. Hints stand below the canvas only: nobody has to act on them. */
function indexOf(problems: readonly Problem[]): Index {
  const known = indexes.get(problems);
  if (known) return known;
  const index = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.severity === "hint") continue;
    const name = nameOf(problem.place.holder, problem.place.field);
    const list = index.get(name);
    if (list) list.push(problem);
    else index.set(name, [problem]);
  }
  indexes.set(problems, index);
  return index;
}

function nameOf(holder: Holder, field: string | null): string {
  const key =
    holder.type === "block" ? holder.block : holder.type === "parameter" ? holder.key : "";
  return JSON.stringify([holder.type, key, field]);
}

/** The problems of a text inside of a field's value. */
export function problemsAt(problems: readonly Problem[], path: readonly string[]): Problem[] {
  return problems.filter(
    ({ place }) =>
      place.path.length === path.length && place.path.every((part, depth) => part === path[depth]),
  );
}
