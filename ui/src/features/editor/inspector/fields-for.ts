/* Which fields the inspector draws for a block. Pure. */
import { unknownField } from "@/features/editor/inputs/field-values";
import { plainTitle } from "@/features/editor/inputs/plain-name";
import type { EditorKind, FieldView } from "@/ipc/bindings";

export interface FieldsFor {
  main: readonly FieldView[];
  advanced: readonly FieldView[];
  all: readonly FieldView[];
}

/** Drawn elsewhere: the label has a field of its own, links and blocks are drawn on the canvas. */
const ELSEWHERE = new Set(["label", "block_type", "next_block_label", "eyrie_off"]);

/** The fields of its kind, then those that are set and that the catalogue does not know. */
export function fieldsFor(kind: EditorKind | undefined, set: readonly string[]): FieldsFor {
  const isShown = (name: string) => !ELSEWHERE.has(name);
  const known = (kind?.fields ?? []).filter(
    ({ name, input }) => isShown(name) && input.type !== "blocks",
  );
  const names = new Set((kind?.fields ?? []).map(({ name }) => name));
  const others = set
    .filter((name) => isShown(name) && !names.has(name))
    .map((name) => unknownField(name, plainTitle(name)));
  const main = known.filter(({ isAdvanced }) => !isAdvanced);
  const advanced = [...known.filter(({ isAdvanced }) => isAdvanced), ...others];
  // Of a kind that is not known everything is worth seeing.
  return kind
    ? { main, advanced, all: [...main, ...advanced] }
    : { main: others, advanced: [], all: others };
}
