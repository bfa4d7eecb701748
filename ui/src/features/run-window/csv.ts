/* Outputs as tables and as CSV text (RFC 4180). Pure. */
import { type TableModel, tableOf } from "@/components/table-model";

/** The table of a list of objects, or of an object in which exactly one value is such a list. Null for others. */
export function tableIn(value: unknown): TableModel | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return tableOf(value);
  const tables = Object.values(value)
    .map(tableOf)
    .filter((table) => table !== null);
  return tables.length === 1 ? (tables[0] ?? null) : null;
}

/** A head and one line a row, with CRLF; lists and objects in a cell are written as JSON. */
export function toCsv({ columns, rows }: TableModel): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(row[column])));
  return [columns.map(quoted), ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return quoted(disarmed(value));
  return quoted(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/**
 * What a page said may begin like a formula, which spreadsheets run when the file is opened; an apostrophe keeps it
 * a text. Numbers and telephone numbers stay as they are.
 */
function disarmed(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-][\d\s.,()/-]*$/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
