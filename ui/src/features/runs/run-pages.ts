/*
 * The list of runs as it is put together from pages. There may be hundreds of thousands: the newest are all read, the
 * older ones as somebody comes near to them, always before they are in view. Pure.
 */
import type { RunList, RunRow } from "@/ipc/bindings";

/** Rows that are read at once. */
export const PAGE = 500;
/** So many rows are read although nobody has come near to them. */
const EAGER = 10_000;
/** Beyond those, so many are ready ahead of the view. */
const AHEAD = 2000;

export interface RunPages {
  /** From the newest on, without gaps. */
  rows: readonly RunRow[];
  /** How many there are in all. */
  total: number;
  /** Offsets of the pages that were read since the newest page was. */
  fresh: ReadonlySet<number>;
}

/** Indices of the first and last row that can be seen. */
export interface InView {
  first: number;
  last: number;
}

/**
 * The list after a page was read at `offset`. Runs that came or went since the other pages were read move those by as
 * much; where the page does not meet them again, what follows is dropped and will be read anew.
 */
export function withPage(before: RunPages | undefined, offset: number, page: RunList): RunPages {
  const known = before?.rows ?? [];
  const ids = new Set(page.rows.map((row) => row.id));
  const isOther = (row: RunRow) => !ids.has(row.id);
  const head = known.slice(0, offset).filter(isOther);
  const last = page.rows.at(-1)?.id;
  const met = known.findLastIndex((row) => row.id === last);
  const rest = page.rows.length < PAGE || met < 0 ? [] : known.slice(met + 1).filter(isOther);
  const upToPage = [...head, ...page.rows];
  const rows = upToPage.length + rest.length > page.total ? upToPage : [...upToPage, ...rest];
  return {
    rows,
    // An empty page is the end, whatever was counted.
    total: page.rows.length === 0 ? rows.length : Math.max(page.total, rows.length),
    fresh: new Set(offset === 0 ? [0] : [...(before?.fresh ?? []), offset]),
  };
}

/** The offset to read next: what is in view and may be old, then what is missing. Null when all is well. */
export function nextOffset(pages: RunPages, inView: InView): number | null {
  const { rows, total, fresh } = pages;
  const end = pageOf(rows.length);
  for (let offset = pageOf(inView.first); offset <= inView.last; offset += PAGE) {
    if (offset < rows.length && !fresh.has(offset)) return offset;
  }
  const isWanted = rows.length < EAGER || rows.length - inView.last < AHEAD;
  if (rows.length >= total || !isWanted) return null;
  // One that is missing although the end was read came in somewhere before it.
  for (let offset = end; offset > 0; offset -= PAGE) {
    if (!fresh.has(offset)) return offset;
  }
  return null;
}

function pageOf(index: number): number {
  return Math.floor(Math.max(0, index) / PAGE) * PAGE;
}
