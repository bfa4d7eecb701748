import type { DraftStore } from "@/features/editor/draft/draft-store";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { fieldsOf, sameJson } from "@/features/editor/inputs/same-json";
import { keyOf } from "@/features/editor/parameters/parameter-model";

/** The fields of one parameter. */
export function parameterSource(draft: DraftStore, key: string): FieldSource {
  const last = new Map<string, unknown>();
  const now = () => fieldsOf(draft.read().head.parameters.find((each) => keyOf(each) === key));
  return {
    subscribe: draft.subscribe,
    holder: () => ({ type: "parameter", key }),
    hasSecret: () => false,
    asOf: () => draft.read().revision,
    read(name) {
      const next = now()[name];
      if (!sameJson(last.get(name), next)) last.set(name, next);
      return last.get(name);
    },
    edit: (name, value) => () => {
      const { [name]: _, ...others } = now();
      return {
        edit: "setParameter",
        key,
        parameter: value === undefined ? others : { ...now(), [name]: value },
      };
    },
  };
}
