/* Where a recording is, in which order recordings stand, and which a search finds. Pure. */
import type { GridSort } from "@/components/grid-head";
import type { RecordingRow } from "@/ipc/bindings";

/** `both`: it can be had from the server again; `gone`: from nowhere any more. */
export type Whereabouts = "both" | "hereOnly" | "serverOnly" | "gone";

export function whereabouts({ isKept, isAvailable }: RecordingRow): Whereabouts {
  if (isKept) return isAvailable ? "both" : "hereOnly";
  return isAvailable ? "serverOnly" : "gone";
}

/** What is nowhere any more cannot be kept either. */
export function canPin(row: RecordingRow): boolean {
  return whereabouts(row) !== "gone";
}

export const WHERE_WORDS: Record<Whereabouts, string> = {
  both: "On this computer",
  hereOnly: "Only on this computer",
  serverOnly: "On the server",
  gone: "No longer on the server",
};

/** Those whose title, id or place has all the words. */
export function findRecordings(rows: readonly RecordingRow[], text: string): RecordingRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const hay = `${row.title} ${row.run} ${WHERE_WORDS[whereabouts(row)]}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

export const NEWEST_FIRST: GridSort = { column: "finished", descending: true };

/** Rows without a value stand at the end, whichever way; rows that are alike stay as they came. */
export function sortRecordings(rows: readonly RecordingRow[], sort: GridSort): RecordingRow[] {
  const readValue = VALUES[sort.column];
  if (!readValue) return [...rows];
  const direction = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: readValue(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null)
        return Number(a.value === null) - Number(b.value === null);
      return direction * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

/** A press on the head of a column: its usual direction first, then the other. */
export function pressed(sort: GridSort, column: string): GridSort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: column !== "title" && column !== "where" };
}

const WHERE_ORDER: readonly Whereabouts[] = ["hereOnly", "both", "serverOnly", "gone"];

const VALUES: Record<string, (row: RecordingRow) => number | string | null> = {
  title: (row) => row.title,
  finished: (row) => (row.finishedAt === null ? null : Date.parse(row.finishedAt)),
  length: (row) => row.seconds,
  size: (row) => row.bytes,
  where: (row) => WHERE_ORDER.indexOf(whereabouts(row)),
  pinned: (row) => Number(row.isPinned),
};

const TITLES = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

function compare(a: number | string, b: number | string): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : TITLES.compare(String(a), String(b));
}
