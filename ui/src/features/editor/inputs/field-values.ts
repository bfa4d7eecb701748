/* What a value means for its field. Pure. */
import { sameJson } from "@/features/editor/inputs/same-json";
import type { FieldView } from "@/ipc/bindings";

/** Whether the value is set to something else than the default. */
export function isChanged(field: FieldView, value: unknown): boolean {
  return value !== undefined && !sameJson(value, field.default ?? null);
}

/** What a field left empty gets: the default, where the server has one for nothing. */
export function emptyValue(field: FieldView): unknown {
  const isNothing = field.default === null || field.default === undefined || field.default === "";
  return !field.isRequired && isNothing ? undefined : "";
}

/** The text to show for a value; a value of another form as JSON. */
export function textOf(field: FieldView, value: unknown): string {
  const shown = value === undefined ? field.default : value;
  if (shown === null || shown === undefined) return "";
  if (typeof shown === "string") return shown;
  return typeof shown === "object" ? JSON.stringify(shown) : String(shown);
}

/** A length of time in seconds, from a minute on: "2 min 30 s". */
export function secondsInWords(field: FieldView, value: unknown): string | undefined {
  const number = field.input.type === "integer" || field.input.type === "number";
  if (!number || !/second/i.test(`${field.name} ${field.doc}`)) return undefined;
  const seconds = value === undefined ? field.default : value;
  if (typeof seconds !== "number" || seconds < 60) return undefined;
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [Math.round(seconds % 60), "s"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** What a field needs where the catalogue does not know it. */
export function unknownField(name: string, title: string): FieldView {
  return {
    name,
    title,
    doc: "A field that this version does not know. It is kept and published as it is.",
    input: { type: "json", text: true },
    default: null,
    isRequired: false,
    isNullable: true,
    isTemplated: false,
    isAdvanced: true,
    isSecret: false,
  };
}
