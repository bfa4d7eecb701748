/* What decides on a branch or on the next round of a loop, as fields of their own. */
import type { DraftStore } from "@/features/editor/draft/draft-store";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import type { FieldView } from "@/ipc/bindings";

/** Of a while loop: `field` holds its criterion. */
export function roundSource(source: BlockSource, field: string): FieldSource {
  const now = () => fieldsOf(source.read(field));
  return {
    subscribe: source.subscribe,
    holder: () => source.holder(),
    hasSecret: () => false,
    asOf: () => source.asOf(),
    read: (name) => textIn(now()[name]),
    edit: (name, value) => () => {
      const next = { ...now(), [name]: value };
      return {
        edit: "setCriterion",
        block: source.key(),
        branch: null,
        expression: textIn(next.expression) ?? "",
        description: textIn(next.description) ?? null,
      };
    },
    place: (name) => ({ field, path: [name] }),
  };
}

/** Of one branch of a condition: `field` holds its branches. */
export function branchSource(
  draft: DraftStore,
  source: BlockSource,
  field: string,
  branch: number,
): FieldSource {
  const head = () => draft.read().nodes.get(source.key())?.branches[branch];
  return {
    subscribe: draft.subscribe,
    holder: () => source.holder(),
    hasSecret: () => false,
    asOf: () => draft.read().revision,
    read: (name) => (name === "expression" ? head()?.expression : head()?.description) ?? undefined,
    edit: (name, value) => () => {
      const now = head();
      const next = { expression: now?.expression, description: now?.description, [name]: value };
      return {
        edit: "setCriterion",
        block: source.key(),
        branch,
        expression: now?.isDefault ? null : (textIn(next.expression) ?? ""),
        description: textIn(next.description) ?? null,
      };
    },
    place: (name) => ({
      field,
      path: name === "expression" ? [`${branch}`, "criteria", name] : [`${branch}`, name],
    }),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The fields of a decision. */
export function expressionField(title: string, doc: string): FieldView {
  return {
    ...DESCRIPTION,
    name: "expression",
    title,
    doc,
    input: { type: "prompt" },
    isRequired: true,
    isTemplated: true,
  };
}

export const DESCRIPTION: FieldView = {
  name: "description",
  title: "Name",
  doc: "What people call it. Without one the condition itself is shown.",
  input: { type: "text" },
  default: null,
  isRequired: false,
  isNullable: true,
  isTemplated: false,
  isAdvanced: false,
  isSecret: false,
};

/** Who decides: the server takes a text that is one reference and nothing else as a template. */
export function deciderOf(expression: unknown): string {
  if (typeof expression !== "string" || expression.trim() === "") return "";
  return /^\s*\{\{((?!\}\}).)*\}\}\s*$/s.test(expression)
    ? "by a template"
    : "in words, by a model";
}
