import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ParametersPanel } from "@/features/editor/parameters/parameters-panel";
import { showPanel } from "@/features/editor/test-panel";
import { sampleHead } from "@/features/editor/test-samples";
import type { Edit } from "@/ipc/bindings";

const MONTH = {
  parameter_type: "workflow",
  workflow_parameter_type: "string",
  key: "month",
  default_value: "November",
};

/** A draft that carries out what is done to its parameters. */
function showParameters() {
  let parameters: { key: string }[] = [MONTH];
  const change = (edit: Edit) => {
    if (edit.edit === "addParameter") parameters = [...parameters, edit.parameter as typeof MONTH];
    if (edit.edit === "renameParameter")
      parameters = parameters.map((each) =>
        each.key === edit.key ? { ...each, key: edit.to } : each,
      );
    if (edit.edit === "setParameter")
      parameters = parameters.map((each) =>
        each.key === edit.key ? (edit.parameter as typeof MONTH) : each,
      );
    if (edit.edit === "removeParameter")
      parameters = parameters.filter(({ key }) => key !== edit.key);
  };
  return showPanel(<ParametersPanel />, {
    view: { head: sampleHead({ parameters }) },
    onEdit(edit) {
      change(edit);
      return { head: sampleHead({ parameters }) };
    },
    answers: {
      referenceUses: async (_, name) => {
        const holder = { type: "block", block: "open" } as const;
        const use = { holder, field: "url", path: [], range: null };
        return { definition: null, uses: name === "month" ? [use, use] : [] };
      },
    },
  });
}

test("a parameter is added, named and described", async () => {
  const { person, edits } = showParameters();
  await person.click(screen.getByRole("button", { name: "Add parameter" }));
  await person.click(await screen.findByRole("menuitem", { name: "Whole number" }));
  const key = await screen.findByRole("textbox", { name: "Key" });
  expect(key).toHaveValue("parameter");
  await person.clear(key);
  await person.type(key, "max_rows{Enter}");
  expect(
    await screen.findByRole("button", { name: /^max_rows/, expanded: true }),
  ).toBeInTheDocument();
  await person.type(screen.getByRole("textbox", { name: "Default" }), "40");
  await waitFor(() =>
    expect(edits().at(-1)).toEqual({
      edit: "setParameter",
      key: "max_rows",
      parameter: {
        parameter_type: "workflow",
        workflow_parameter_type: "integer",
        key: "max_rows",
        default_value: 40,
      },
    }),
  );
});

test("a removal asks nothing, tells of the uses that are left, and can be undone", async () => {
  const { person, edits } = showParameters();
  expect(await screen.findByText("2 uses")).toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: /^month/ }));
  await person.click(screen.getByRole("button", { name: "Remove month" }));
  expect(await screen.findByText("month removed; 2 uses left")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Undo" })).toBeInTheDocument();
  expect(edits()).toEqual([{ edit: "removeParameter", key: "month" }]);
  expect(screen.getByText("No parameters")).toBeInTheDocument();
});
