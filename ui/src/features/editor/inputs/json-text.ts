/* JSON as it is typed. Pure. */
import type { Parsed } from "@/features/editor/inputs/use-parsed-text";

export function formatJson(value: unknown, takesText: boolean): string {
  if (value === undefined || value === null) return "";
  if (takesText && typeof value === "string") return value;
  return JSON.stringify(value, null, 2);
}

/** The value of a text. Where a template is a value too, a text that does not begin as JSON does is one. */
export function parseJson(text: string, takesText: boolean): Parsed {
  const bare = text.trim();
  if (bare === "") return { value: undefined };
  const isTemplate = takesText && (/^\{[{%#]/.test(bare) || !/^[[{]/.test(bare));
  if (isTemplate) return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (fault) {
    return { fault: faultIn(text, fault) };
  }
}

/** Where it breaks off, as far as the engine tells. */
function faultIn(text: string, fault: unknown): string {
  const words = fault instanceof Error ? fault.message : "";
  const at = /position (\d+)/.exec(words)?.[1];
  if (at === undefined) return "Not JSON yet";
  const line = text.slice(0, Number(at)).split("\n").length;
  return `Line ${line}: not JSON from here on`;
}
