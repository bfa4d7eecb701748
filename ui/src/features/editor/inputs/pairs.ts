/* An object as rows of names and texts, and back. Pure. */
import { fieldsOf } from "@/features/editor/inputs/same-json";

export interface Pair {
  name: string;
  text: string;
}

/** The rows of an object. */
export function readPairs(value: unknown): Pair[] {
  return Object.entries(fieldsOf(value)).map(([name, text]) => ({
    name,
    text: typeof text === "string" ? text : JSON.stringify(text),
  }));
}

/** Rows without a name are not part of the value yet; of two alike the later one counts. */
export function writePairs(pairs: readonly Pair[], isRequired: boolean): unknown {
  const named = pairs.filter(({ name }) => name !== "");
  if (named.length === 0 && !isRequired) return undefined;
  return Object.fromEntries(named.map(({ name, text }) => [name, text]));
}
