import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { catalogueQuery } from "@/features/editor/compare/queries";
import type { EditorCatalogue, FieldView } from "@/ipc/bindings";

/** Names of fields for people, by their names in YAML. */
export interface Titles {
  ofField: (kind: string, field: string) => string;
  ofSetting: (key: string) => string;
  ofParameterPart: (part: string) => string;
}

export function useTitles(): Titles {
  const { data } = useQuery(catalogueQuery);
  return useMemo(() => titlesOf(data), [data]);
}

const OWN: Record<string, string> = {
  label: "Label",
  block_type: "Kind",
  key: "Key",
  title: "Title",
  description: "Description",
  branch_conditions: "Branches",
};

function titlesOf(catalogue: EditorCatalogue | undefined): Titles {
  const byKind = new Map(catalogue?.kinds.map(({ name, fields }) => [name, titleMap(fields)]));
  const settings = titleMap(catalogue?.settings ?? []);
  const parts = titleMap(catalogue?.parameterTypes.flatMap(({ fields }) => fields) ?? []);
  return {
    ofField: (kind, field) => byKind.get(kind)?.get(field) ?? OWN[field] ?? field,
    ofSetting: (key) => settings.get(key) ?? OWN[key] ?? key,
    ofParameterPart: (part) => parts.get(part) ?? OWN[part] ?? part,
  };
}

function titleMap(fields: readonly FieldView[]): ReadonlyMap<string, string> {
  return new Map(fields.map(({ name, title }) => [name, title]));
}
