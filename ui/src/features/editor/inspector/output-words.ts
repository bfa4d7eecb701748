/* A past output in a few words. Pure. */
import { sampleIn } from "@/features/editor/inputs/last-output";
import { isFields } from "@/features/editor/inputs/same-json";
import type { LastOutput } from "@/ipc/bindings";
import { formatAmount, formatMoment } from "@/lib/format";

/** "38 listings · Today 07:31". */
export function outputInWords(output: LastOutput, now: number): string {
  const size = sizeInWords(sampleIn(output));
  return output.at === null ? size : `${size} · ${formatMoment(output.at, now)}`;
}

function sizeInWords(value: unknown): string {
  if (Array.isArray(value)) return formatAmount(value.length, "item");
  if (isFields(value)) {
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && Array.isArray(only[1]))
      return `${only[1].length} ${only[0].replaceAll("_", " ")}`;
    return formatAmount(entries.length, "field");
  }
  if (typeof value === "string") return formatAmount(value.length, "letter");
  return value === null || value === undefined ? "empty" : String(value);
}
