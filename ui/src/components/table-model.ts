/** A list of objects as a table. */
export interface TableModel {
  columns: string[];
  rows: readonly Record<string, unknown>[];
}

/** The table of a value, or null when it is not a list of objects. */
export function tableOf(value: unknown): TableModel | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  if (!value.every(isRecord)) return null;
  const columns = new Set<string>();
  for (const row of value) for (const key of Object.keys(row)) columns.add(key);
  return columns.size === 0 ? null : { columns: [...columns], rows: value };
}

/** A cell in one line. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Every value of the column is a number, so that it is aligned at the right. */
export function isNumeric(model: TableModel, column: string): boolean {
  return (
    model.rows.some((row) => typeof row[column] === "number") &&
    model.rows.every((row) => row[column] == null || typeof row[column] === "number")
  );
}

/** Pixels for a column, from its title and its first rows. */
export function columnWidth(model: TableModel, column: string): number {
  const letters = model.rows.slice(0, 50).map((row) => cellText(row[column]).length);
  return Math.round(Math.min(280, Math.max(56, 7 * Math.max(column.length, ...letters) + 18)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
