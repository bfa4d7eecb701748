/* The rows of a schema as they are edited. Pure. */
import type { SchemaRow } from "@/ipc/bindings";

/** Places from the top: the third row's first child is [2, 0]. */
export type RowPath = readonly number[];

export interface ShownRow {
  row: SchemaRow;
  path: RowPath;
  canHold: boolean;
}

export const KINDS: Readonly<Record<string, string>> = {
  text: "text",
  number: "number",
  integer: "whole number",
  yesNo: "yes / no",
  url: "URL",
  date: "date",
  list: "list",
  object: "object",
};
export const PLAIN_KINDS = ["text", "number", "integer", "yesNo", "url", "date"] as const;

/** The rows in view, each before its own fields. */
export function shownRows(
  rows: readonly SchemaRow[],
  folded: ReadonlySet<string>,
  above: RowPath = [],
): ShownRow[] {
  return rows.flatMap((row, place) => {
    const path = [...above, place];
    const own = { row, path, canHold: holdsRows(row) };
    const isOpen = own.canHold && !folded.has(path.join("."));
    return isOpen ? [own, ...shownRows(row.children, folded, path)] : [own];
  });
}

/** An object, or a list of objects. */
export function holdsRows(row: SchemaRow): boolean {
  return row.kind === "object" || (row.kind === "list" && (row.items ?? "object") === "object");
}

export function kindInWords(row: SchemaRow): string {
  if (row.kind === "list" && !holdsRows(row)) return `list of ${wordOf(row.items ?? "")}`;
  return wordOf(row.kind);
}

function wordOf(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** The row with another kind; what it held goes where the new kind can hold it. */
export function withKind(row: SchemaRow, kind: string, items: string | null): SchemaRow {
  const next = { ...row, kind, items };
  return holdsRows(next) ? next : { ...next, children: [] };
}

/** Changes the row at a place; null takes it out. */
export function changeRow(
  rows: readonly SchemaRow[],
  path: RowPath,
  change: (row: SchemaRow) => SchemaRow | null,
): SchemaRow[] {
  const [place, ...rest] = path;
  return rows.flatMap((row, at) => {
    if (at !== place) return [row];
    if (rest.length > 0) return [{ ...row, children: changeRow(row.children, rest, change) }];
    return change(row) ?? [];
  });
}

/** Adds a text at the end of the row at a place, or of the whole. */
export function addRow(rows: readonly SchemaRow[], path: RowPath | null): SchemaRow[] {
  if (path === null) return [...rows, newRow(rows)];
  return changeRow(rows, path, (row) => ({
    ...row,
    children: [...row.children, newRow(row.children)],
  }));
}

function newRow(among: readonly SchemaRow[]): SchemaRow {
  const names = new Set(among.map(({ name }) => name));
  let number = 1;
  while (names.has(nameOf(number))) number += 1;
  return {
    name: nameOf(number),
    kind: "text",
    items: null,
    isRequired: false,
    description: null,
    children: [],
  };
}

function nameOf(number: number): string {
  return number === 1 ? "field" : `field_${number}`;
}

/** Why the rows are no schema yet. */
export function rowsFault(rows: readonly SchemaRow[]): string | null {
  const names = new Set<string>();
  for (const { name, children } of rows) {
    if (name.trim() === "") return "Each field needs a name";
    if (names.has(name)) return `Two fields are called “${name}”`;
    names.add(name);
    const inside = rowsFault(children);
    if (inside) return inside;
  }
  return null;
}
