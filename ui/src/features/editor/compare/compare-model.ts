/* What the rows of a comparison say. Pure. */
import type { BlockChange, BlockPlace, Change, Comparison, FieldChange } from "@/ipc/bindings";

export type CompareRow =
  | { type: "parameters"; id: "parameters"; change: Change }
  | { type: "settings"; id: "settings"; change: Change }
  | { type: "block"; id: string; change: Change; block: BlockChange };

/** Parameters, settings if any differ, then all blocks. */
export function compareRows(comparison: Comparison): CompareRow[] {
  const rows: CompareRow[] = [
    {
      type: "parameters",
      id: "parameters",
      change: comparison.parameters.length > 0 ? "changed" : "same",
    },
  ];
  if (comparison.settings.length > 0)
    rows.push({ type: "settings", id: "settings", change: "changed" });
  for (const block of comparison.blocks)
    rows.push({ type: "block", id: rowId(block), change: block.change, block });
  return rows;
}

function rowId({ before, after }: BlockChange): string {
  return `${before?.key ?? ""} → ${after?.key ?? ""}`;
}

/** How many blocks of each change, without what is the same. */
export function changeCounts(comparison: Comparison): Record<Exclude<Change, "same">, number> {
  const counts = { added: 0, changed: 0, moved: 0, removed: 0 };
  for (const { change } of comparison.blocks) if (change !== "same") counts[change] += 1;
  return counts;
}

export function isAllSame({ settings, parameters, blocks }: Comparison): boolean {
  const isSame = blocks.every(({ change }) => change === "same");
  return isSame && settings.length === 0 && parameters.length === 0;
}

/** The place of a block that the row stands for: the newer one, or the one that is gone. */
export function placeOf({ before, after }: BlockChange): BlockPlace | null {
  return after ?? before;
}

/** What a block does, without the braces of its references. */
export function plainSummary(summary: string): string {
  return summary.replace(/\{\{\s*(.*?)\s*\}\}/g, "$1");
}

export interface FieldGroup {
  /** The name in YAML of the field that they belong to. */
  field: string;
  changes: FieldChange[];
}

/** The changes inside of one field stand together. */
export function fieldGroups(fields: readonly FieldChange[]): FieldGroup[] {
  const groups = new Map<string, FieldGroup>();
  for (const change of fields) {
    const field = change.field.split(".")[0] ?? change.field;
    const group = groups.get(field) ?? { field, changes: [] };
    group.changes.push(change);
    groups.set(field, group);
  }
  return Array.from(groups.values());
}

/** "Prompt, data to extract, max steps". */
export function fieldList(
  fields: readonly FieldChange[],
  titleOf: (field: string) => string,
): string {
  return fieldGroups(fields)
    .map(({ field }, index) => {
      const title = titleOf(field);
      return index === 0 || !/^[A-Z][a-z ]/.test(title)
        ? title
        : title.charAt(0).toLowerCase() + title.slice(1);
    })
    .join(", ");
}

/** Where moved blocks came from and went to: "From after process_each to the end of process_each". */
export function moveWords(blocks: readonly BlockChange[]): ReadonlyMap<BlockChange, string> {
  const moved = blocks.filter(({ change }) => change === "moved");
  if (moved.length === 0) return new Map();
  const before = standings(blocks.flatMap((block) => block.before ?? []));
  const after = standings(blocks.flatMap((block) => block.after ?? []));
  return new Map(
    moved.map((block) => {
      const from = block.before && before.get(block.before.key);
      const to = block.after && after.get(block.after.key);
      return [block, `From ${from ?? "elsewhere"} to ${to ?? "elsewhere"}`];
    }),
  );
}

/** For each block in words where it stands: after which other, or where in what. */
function standings(places: readonly BlockPlace[]): ReadonlyMap<string, string> {
  const lists = new Map<string, { holder: BlockPlace | null; keys: string[] }>();
  const around: BlockPlace[] = [];
  for (const place of [...places].sort(byNumber)) {
    around.length = Math.min(around.length, place.depth);
    const holder = around[place.depth - 1] ?? null;
    // "3.2a" and "3.2b" stand in different branches: their list is named by what leads to its last number.
    const id = `${holder?.key ?? ""} ${branchOf(place.number, holder?.number ?? "")}`;
    const list = lists.get(id) ?? { holder, keys: [] };
    list.keys.push(place.key);
    lists.set(id, list);
    around[place.depth] = place;
  }
  return new Map(Array.from(lists.values()).flatMap(wordsOfList));
}

function wordsOfList({ holder, keys }: { holder: BlockPlace | null; keys: string[] }) {
  const whole = holder?.key ?? "the workflow";
  return keys.map((key, index): [string, string] => {
    const before = keys[index - 1];
    if (holder !== null && index === keys.length - 1) return [key, `the end of ${whole}`];
    return [key, before === undefined ? `the start of ${whole}` : `after ${before}`];
  });
}

function branchOf(number: string, holder: string): string {
  return /^[a-z]+/.exec(number.slice(holder.length))?.[0] ?? "";
}

/** 3.2 before 3.10, 3.2a before 3.2b. */
function byNumber(one: BlockPlace, other: BlockPlace): number {
  return collator.compare(one.number, other.number);
}

const collator = new Intl.Collator("en", { numeric: true });
