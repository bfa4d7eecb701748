import { useMemo } from "react";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { fieldsOf, sameJson } from "@/features/editor/inputs/same-json";

/** The settings of the workflow as fields. */
export function useSettingsSource(): FieldSource {
  const draft = useDraft();
  return useMemo(() => settingsSource(draft), [draft]);
}

function settingsSource(draft: DraftStore): FieldSource {
  const last = new Map<string, unknown>();
  return {
    subscribe: draft.subscribe,
    holder: () => ({ type: "workflow" }),
    hasSecret: (name) => draft.read().head.secretSettings.includes(name),
    asOf: () => draft.read().revision,
    read(name) {
      const { head } = draft.read();
      const next = name === "title" ? head.title : fieldsOf(head.settings)[name];
      // Each change brings all settings anew; what is alike stays the same object, so that nothing is drawn again.
      if (!sameJson(last.get(name), next)) last.set(name, next);
      return last.get(name);
    },
    edit: (key, value) => () =>
      value === undefined
        ? { edit: "resetSettings", keys: [key] }
        : { edit: "setSetting", key, value },
  };
}
