/* What is said beside and inside the fields of the launch form. Pure. */
import type { LaunchField, LaunchFieldKind } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

const KINDS: Record<LaunchFieldKind, string> = {
  text: "text",
  integer: "integer",
  float: "number",
  boolean: "yes / no",
  json: "JSON",
  file: "file",
  credential: "credential",
};

/** "integer", "text, optional". */
export function kindWords({ kind, isRequired }: LaunchField): string {
  return isRequired || kind === "boolean" ? KINDS[kind] : `${KINDS[kind]}, optional`;
}

/** What an empty field says: the default that counts then, or what to type. */
export function placeholderOf(field: LaunchField): string {
  const { default: value, kind } = field;
  const text = kind === "json" && isSet(value) ? JSON.stringify(value) : defaultText(field);
  if (text === null) return kind === "file" ? "Drop a file here, or type its address" : "";
  return text.trim() === "" ? "Empty" : `Default: ${text}`;
}

/** The default as it would be typed; null if there is none. */
export function defaultText({ default: value, kind }: LaunchField): string | null {
  if (!isSet(value)) return null;
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, kind === "json" && typeof value === "object" ? 2 : undefined);
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** The default, where one would rather change it than type it anew. */
export function defaultToEdit(field: LaunchField): string | null {
  const text = defaultText(field);
  const isWorthIt = field.kind === "json" || (field.kind === "text" && (text?.length ?? 0) > 24);
  return isWorthIt && text !== null && text.trim() !== "" ? text : null;
}

/** "was 1 Oct": what stood in a changed field before. */
export function wasWords(before: string): string | undefined {
  if (before === "") return undefined;
  const line = before.replaceAll(/\s+/g, " ").trim();
  return `was ${line.length > 28 ? `${line.slice(0, 27)}…` : line}`;
}

/** Two of these stand side by side. */
export function isShort(field: LaunchField, text: string): boolean {
  switch (field.kind) {
    case "integer":
    case "float":
      return true;
    case "text": {
      const usual = text || defaultText(field) || "";
      return usual !== "" && usual.length <= 16 && !usual.includes("\n");
    }
    default:
      return false;
  }
}

/** A text that needs more than one line. */
export function isLong(text: string): boolean {
  return text.includes("\n") || text.length > 120;
}

/** The fields in rows of one or two. */
export function pairUp(
  fields: readonly LaunchField[],
  isShortField: (field: LaunchField) => boolean,
): LaunchField[][] {
  const rows: LaunchField[][] = [];
  let isOpen = false;
  for (const field of fields) {
    const fits = isShortField(field);
    const last = rows.at(-1);
    if (fits && isOpen && last) last.push(field);
    else rows.push([field]);
    isOpen = fits && rows.at(-1)?.length === 1;
  }
  return rows;
}

/** "List of 5 texts", "Object with 3 fields"; null for what is no JSON. */
export function jsonWords(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(value)) return listWords(value);
  if (typeof value === "object" && value !== null)
    return `Object with ${formatAmount(Object.keys(value).length, "field")}`;
  return value === null ? null : `A ${typeWords(value)}`;
}

function listWords(list: readonly unknown[]): string {
  if (list.length === 0) return "Empty list";
  const kinds = new Set(list.map(typeWords));
  const [only] = kinds;
  return `List of ${formatAmount(list.length, kinds.size === 1 && only ? only : "value")}`;
}

function typeWords(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  return typeof value === "object" && value !== null ? "object" : "value";
}

/** The name of a file at the end of its address. */
export function fileName(uri: string): string {
  const path = uri.replace(/[?#].*$/, "").replace(/\/+$/, "");
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last) || uri;
  } catch {
    return last || uri;
  }
}
