/* How the value of a field is written in a comparison. Pure. */

/** A path inside a JSON Schema as people see the data: "listings[].salary". */
export function schemaPath(path: readonly string[]): string {
  let text = "";
  let isName = false;
  for (const part of path) {
    if (isName) {
      text += text === "" ? part : `.${part}`;
      isName = false;
    } else if (part === "properties") isName = true;
    else if (part === "items") text += "[]";
    else text += text === "" ? part : ` · ${part}`;
  }
  return text;
}

/** A path inside any other value: "headers.Accept", "0.code". */
export function plainPath(path: readonly string[]): string {
  return path.join(".");
}

const TYPES: Record<string, string> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "yes / no",
  array: "list",
  object: "object",
};
const FORMATS: Record<string, string> = {
  uri: "URL",
  url: "URL",
  date: "date",
  "date-time": "date",
};

/** The type that a part of a JSON Schema stands for: "text", "URL", "list". Empty if it is no such part. */
export function schemaType(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const { type, format } = value as { type?: unknown; format?: unknown };
  if (typeof format === "string" && FORMATS[format]) return FORMATS[format];
  return typeof type === "string" ? (TYPES[type] ?? type) : "";
}

/** A value in one line or a few. */
export function valueText(value: unknown): string {
  if (typeof value === "string") return value === "" ? "empty" : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null || value === undefined) return "not set";
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

/** How many stretches of a text differ. */
export function editCount(words: readonly { change: string }[]): number {
  let count = 0;
  let wasSame = true;
  for (const { change } of words) {
    if (change !== "same" && wasSame) count += 1;
    wasSame = change === "same";
  }
  return count;
}
