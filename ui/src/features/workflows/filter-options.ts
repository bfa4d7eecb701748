import type { KindCatalogue } from "@/features/blocks/kinds";
import { type LastRun, type ListFilter, lastRunOf } from "@/features/workflows/list-model";
import type { WorkflowRow } from "@/ipc/bindings";

/** What the filters can be set to: only what occurs, and what is set already. */
export interface FilterOptions {
  lastRuns: ReadonlySet<LastRun>;
  /** In the order of the catalogue, kinds of a newer server last. */
  kinds: readonly string[];
  statuses: readonly string[];
}

export function filterOptions(
  rows: readonly WorkflowRow[],
  filter: ListFilter,
  catalogue: KindCatalogue,
): FilterOptions {
  const lastRuns = new Set<LastRun>(filter.lastRuns);
  const kinds = new Set<string>(filter.kinds);
  const statuses = new Set<string>(filter.statuses);
  for (const row of rows) {
    lastRuns.add(lastRunOf(row));
    statuses.add(row.status);
    for (const kind of row.kinds) kinds.add(kind);
  }
  const known = catalogue.kinds.map(({ name }) => name);
  const unknown = [...kinds].filter((name) => !known.includes(name)).sort();
  return {
    lastRuns,
    kinds: [...known.filter((name) => kinds.has(name)), ...unknown],
    statuses: [...statuses].sort(),
  };
}
