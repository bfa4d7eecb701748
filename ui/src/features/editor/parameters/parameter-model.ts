/* Parameters in the create shape (reference A.7), and what the panel says of them. Pure. */

import { unknownField } from "@/features/editor/inputs/field-values";
import { plainTitle } from "@/features/editor/inputs/plain-name";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import type { FieldInput, FieldView, ParameterTypeView } from "@/ipc/bindings";

export type Parameter = Readonly<Record<string, unknown>>;

/** A type of parameter as people choose it: those of a run's inputs one by one, then where secrets come from. */
export interface ParameterKind {
  /** `workflow:string`, or the `parameter_type`. */
  id: string;
  title: string;
  doc: string;
}

const INPUTS: Readonly<Record<string, { title: string; input: FieldInput }>> = {
  string: { title: "Text", input: { type: "prompt" } },
  integer: { title: "Whole number", input: { type: "integer" } },
  float: { title: "Number", input: { type: "number" } },
  boolean: { title: "Yes / no", input: { type: "boolean" } },
  json: { title: "JSON", input: { type: "json", text: true } },
  file_url: { title: "File", input: { type: "url" } },
  credential_id: { title: "Credential, chosen at launch", input: { type: "credential" } },
};

export function parameterKinds(types: readonly ParameterTypeView[]): ParameterKind[] {
  return types.flatMap(({ name, title, doc, fields }) => {
    const subtype = fields.find((field) => field.name === "workflow_parameter_type");
    if (subtype?.input.type !== "choice") return [{ id: name, title, doc }];
    return subtype.input.options.map((option) => ({
      id: `${name}:${option}`,
      title: INPUTS[option]?.title ?? plainTitle(option),
      doc,
    }));
  });
}

export function kindOf(parameter: Parameter): string {
  const type = textIn(parameter.parameter_type);
  const subtype = textIn(parameter.workflow_parameter_type);
  return subtype === "" ? type : `${type}:${subtype}`;
}

export function keyOf(parameter: unknown): string {
  return textIn(fieldsOf(parameter).key);
}

/** A parameter of that kind with what it must have, and what it shares with the one in whose place it comes. */
export function asKind(
  kind: string,
  types: readonly ParameterTypeView[],
  before: Parameter,
): Parameter {
  const [name = "", subtype] = kind.split(":");
  const type = types.find((each) => each.name === name);
  const made: Record<string, unknown> = { parameter_type: name, key: before.key };
  if (subtype !== undefined) made.workflow_parameter_type = subtype;
  if (typeof before.description === "string") made.description = before.description;
  for (const field of type?.fields ?? []) {
    if (field.name in made) continue;
    if (field.name in before && before.parameter_type === name && field.name !== "default_value")
      made[field.name] = before[field.name];
    else if (field.isRequired) made[field.name] = emptyOf(field.input);
  }
  return made;
}

function emptyOf(input: FieldInput): unknown {
  if (input.type === "textList" || input.type === "parameterKeys") return [];
  return input.type === "textMap" ? {} : "";
}

/** A key that no parameter has. */
export function freeKey(parameters: readonly unknown[]): string {
  const keys = new Set(parameters.map(keyOf));
  let number = 1;
  while (keys.has(keyNumber(number))) number += 1;
  return keyNumber(number);
}

function keyNumber(number: number): string {
  return number === 1 ? "parameter" : `parameter_${number}`;
}

const ELSEWHERE = new Set(["key", "parameter_type", "workflow_parameter_type"]);

/** The fields of a parameter; its default is typed as its kind is. */
export function parameterFields(
  parameter: Parameter,
  types: readonly ParameterTypeView[],
): FieldView[] {
  const type = types.find(({ name }) => name === parameter.parameter_type);
  const known = (type?.fields ?? []).filter(({ name }) => !ELSEWHERE.has(name));
  const names = new Set([...(type?.fields ?? []).map(({ name }) => name), ...ELSEWHERE]);
  const others = Object.keys(parameter).filter((name) => !names.has(name));
  const input = INPUTS[textIn(parameter.workflow_parameter_type)]?.input;
  return [
    ...known.map((field) =>
      field.name === "default_value" && input ? { ...field, input, isTemplated: false } : field,
    ),
    ...others.map((name) => unknownField(name, plainTitle(name))),
  ];
}

/** The default in one line; a run has to give a value where there is none. */
export function defaultInWords(parameter: Parameter): string {
  const value = parameter.default_value;
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
