import { expect, test } from "vitest";
import {
  asKind,
  freeKey,
  kindOf,
  parameterFields,
  parameterKinds,
} from "@/features/editor/parameters/parameter-model";
import { sampleCatalogue } from "@/features/editor/test-catalogue";

const types = sampleCatalogue().parameterTypes;

test("inputs of a run are chosen by what they hold, others by where they come from", () => {
  expect(parameterKinds(types).map(({ id, title }) => [id, title])).toEqual([
    ["workflow:string", "Text"],
    ["workflow:integer", "Whole number"],
    ["workflow:boolean", "Yes / no"],
    ["credential", "Credential"],
  ]);
});

test("another type keeps key and description, and leaves a default that may not fit", () => {
  const before = {
    parameter_type: "workflow",
    workflow_parameter_type: "string",
    key: "month",
    description: "Which month",
    default_value: "November",
  };
  expect(kindOf(before)).toBe("workflow:string");
  expect(asKind("workflow:integer", types, before)).toEqual({
    parameter_type: "workflow",
    workflow_parameter_type: "integer",
    key: "month",
    description: "Which month",
  });
  expect(asKind("credential", types, before)).toEqual({
    parameter_type: "credential",
    key: "month",
    description: "Which month",
    credential_id: "",
  });
});

test("the default is typed as the parameter is, and unknown fields are there", () => {
  const parameter = {
    parameter_type: "workflow",
    workflow_parameter_type: "integer",
    key: "count",
    later_field: true,
  };
  expect(parameterFields(parameter, types).map(({ name, input }) => [name, input.type])).toEqual([
    ["default_value", "integer"],
    ["later_field", "json"],
  ]);
});

test("a new key is one that is free", () => {
  expect(freeKey([{ key: "parameter" }, { key: "parameter_2" }])).toBe("parameter_3");
});
