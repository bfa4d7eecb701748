import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { Inspector } from "@/features/editor/inspector/inspector";
import { showPanel } from "@/features/editor/test-panel";
import { sampleNode, sampleProblem } from "@/features/editor/test-samples";
import { IpcError } from "@/ipc/client";

const OPEN = sampleNode({ key: "open" });
const READ = sampleNode({ key: "read", kind: "goto_url" });
const noop = () => {};

/** The inspector with these blocks selected. */
function showBlocks(selected: string[], options: Parameters<typeof showPanel>[1] = {}) {
  const shown = showPanel(<Inspector onRunFromHere={noop} />, {
    view: { nodes: [OPEN, READ] },
    blocks: [
      { key: "open", fields: { url: "https://a" }, secrets: ["api_key"] },
      { key: "read", fields: { url: "https://b" } },
    ],
    ...options,
  });
  act(() => shown.store.select(selected));
  return shown;
}

describe("one block", () => {
  test("what is typed is sent once, after a pause, and stays", async () => {
    const { person, edits } = showBlocks(["open"]);
    const url = await screen.findByRole("textbox", { name: "URL" });
    await person.type(url, "/jobs");
    expect(url).toHaveValue("https://a/jobs");
    await waitFor(() =>
      expect(edits().at(-1)).toEqual({
        edit: "setField",
        block: "open",
        field: "url",
        value: "https://a/jobs",
      }),
    );
    expect(edits().length).toBeLessThan(5);
    expect(url).toHaveValue("https://a/jobs");
  });

  test("nothing is lost when another block is selected at once", async () => {
    const { person, edits, store } = showBlocks(["open"]);
    await person.type(await screen.findByRole("textbox", { name: "URL" }), "!");
    act(() => store.select(["read"]));
    await waitFor(() =>
      expect(edits().at(-1)).toMatchObject({ block: "open", value: "https://a!" }),
    );
    await waitFor(() =>
      expect(screen.getByRole("textbox", { name: "URL" })).toHaveValue("https://b"),
    );
  });

  test("undo in a text field is that of the draft, after what was typed has gone there", async () => {
    const { person, store, host } = showBlocks(["open"], {
      answers: {
        undoEdit: async () => {
          throw new IpcError("conflict", "Nothing to undo");
        },
      },
    });
    const url = await screen.findByRole("textbox", { name: "URL" });
    await person.type(url, "!");
    await person.keyboard("{Control>}z{/Control}");
    // What was typed goes first, so that undo takes back that and not what was before it.
    await waitFor(() => expect(host.calls("undoEdit")).toHaveLength(1));
    expect(host.calls("edit")).toHaveLength(1);
    expect(store.read().revision).toBe(2);
    expect(await screen.findByText("Nothing to undo")).toBeInTheDocument();
  });

  test("a label that is taken is refused at the field; another one is followed", async () => {
    const { person, edits } = showBlocks(["open"], {
      onEdit(edit) {
        if (edit.edit !== "rename") return undefined;
        if (edit.to === "read") throw new IpcError("conflict", "`read` is taken.", "label");
        return {
          renamed: [["open", edit.to]],
          nodes: [{ ...OPEN, key: edit.to, label: edit.to }],
          order: [edit.to, "read"],
        };
      },
    });
    const label = await screen.findByRole("textbox", { name: "Label" });
    await person.clear(label);
    await person.type(label, "read{Enter}");
    expect(await screen.findByText("`read` is taken.")).toBeInTheDocument();
    expect(label).toBeInvalid();
    await person.clear(label);
    await person.type(label, "start{Enter}");
    expect(await screen.findByText("Output: start_output")).toBeInTheDocument();
    expect(edits().at(-1)).toEqual({ edit: "rename", block: "open", to: "start" });
  });

  test("a number that is none yet is told and not sent", async () => {
    const { person, edits } = showBlocks(["open"]);
    await person.click(await screen.findByRole("button", { name: /^Advanced/ }));
    const retries = screen.getByRole("textbox", { name: "Retries" });
    await person.type(retries, "2x");
    expect(screen.getByText("A whole number, such as 10")).toBeInTheDocument();
    await person.type(retries, "{Backspace}");
    expect(screen.queryByText("A whole number, such as 10")).not.toBeInTheDocument();
    await waitFor(() => expect(edits().at(-1)).toMatchObject({ value: 2 }));
    expect(
      await screen.findByRole("button", { name: "Advanced 1 changed: retries" }),
    ).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Reset Retries to its default" }));
    await waitFor(() =>
      expect(edits().at(-1)).toEqual({
        edit: "resetFields",
        block: "open",
        fields: ["max_retries"],
      }),
    );
    await person.click(screen.getByRole("button", { name: /^Advanced/ }));
  });

  test("a secret is set or replaced, never shown", async () => {
    const { person, edits } = showBlocks(["open"]);
    await person.click(await screen.findByRole("button", { name: "Replace" }));
    await person.type(screen.getByLabelText("API key"), "s3cret{Enter}");
    await waitFor(() =>
      expect(edits()).toEqual([
        { edit: "setField", block: "open", field: "api_key", value: "s3cret" },
      ]),
    );
    expect(await screen.findByText("Set")).toBeInTheDocument();
    expect(screen.queryByDisplayValue("s3cret")).not.toBeInTheDocument();
  });

  test("a problem stands at its field with what mends it", async () => {
    const fix = { title: "Use `rows`", edit: { edit: "unwrap", block: "open" } } as const;
    const { person, edits } = showBlocks(["open"], {
      view: {
        nodes: [OPEN, READ],
        problems: [
          sampleProblem({
            block: "open",
            place: {
              holder: { type: "block", block: "open" },
              field: "url",
              path: [],
              range: null,
            },
            fixes: [fix],
          }),
        ],
      },
    });
    await person.click(await screen.findByRole("button", { name: "Use rows" }));
    expect(edits()).toEqual([fix.edit]);
  });

  test("that cannot be read says why, and is asked for again", async () => {
    const editorBlock = vi
      .fn()
      .mockRejectedValueOnce(new IpcError("library", "The library is locked."))
      .mockResolvedValue({
        key: "open",
        kind: "goto_url",
        fields: { url: "https://a" },
        secrets: [],
        uses: [],
        lastOutput: null,
      });
    const { person } = showBlocks(["open"], { answers: { editorBlock } });
    expect(await screen.findByText("The library is locked.")).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("textbox", { name: "URL" })).toHaveValue("https://a");
  });
});

test("a schema is edited by its rows and inferred from the last output", async () => {
  const schema = { type: "object", properties: { rows: {} } };
  const row = {
    name: "rows",
    kind: "text",
    items: null,
    isRequired: false,
    description: null,
    children: [],
  };
  const { person, edits, host } = showBlocks(["open"], {
    blocks: [
      {
        key: "open",
        kind: "extraction",
        fields: { data_schema: schema },
        lastOutput: { run: "wr_1", at: null, value: { extracted_information: [{ a: 1 }] } },
      },
    ],
    answers: {
      schemaRows: async () => [row],
      schemaOfRows: async (_, rows) => ({ rows: rows.map(({ name }) => name) }),
      inferSchema: async () => ({ type: "array" }),
    },
  });
  await person.click(await screen.findByRole("button", { name: "Add field" }));
  await waitFor(() => expect(edits().at(-1)).toMatchObject({ value: { rows: ["rows", "field"] } }));
  const [first] = screen.getAllByRole("textbox", { name: "Name of the field" });
  await person.clear(first as HTMLElement);
  expect(screen.getByText("Each field needs a name")).toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: "Infer from last output" }));
  await waitFor(() =>
    expect(edits().at(-1)).toMatchObject({ field: "data_schema", value: { type: "array" } }),
  );
  expect(host.calls("inferSchema")).toEqual([[[{ a: 1 }]]]);
});

test("a cURL command is taken over as one step", async () => {
  const { person, edits } = showBlocks(["open"], {
    blocks: [{ key: "open", kind: "http_request" }],
    answers: {
      readCurl: async () => ({
        fields: { method: "POST", url: "https://x" },
        ignored: ["--compressed"],
      }),
    },
  });
  await person.click(await screen.findByRole("button", { name: "Paste cURL…" }));
  await person.type(screen.getByLabelText("cURL command"), "curl https://x");
  await person.click(screen.getByRole("button", { name: "Take over" }));
  await waitFor(() => expect(edits()).toHaveLength(1));
  expect(edits()[0]).toMatchObject({
    edit: "several",
    edits: [
      { edit: "setField", block: "open", field: "method", value: "POST" },
      { edit: "setField", block: "open", field: "url", value: "https://x" },
    ],
  });
  expect(await screen.findByText("Left out: --compressed")).toBeInTheDocument();
});

test("the branches of a condition are named, moved, added and removed", async () => {
  const branches = [
    { caption: "eu", expression: "in the EU", description: null, isDefault: false },
    { caption: "Otherwise", expression: null, description: null, isDefault: true },
  ];
  const { person, edits } = showBlocks(["open"], {
    view: { nodes: [sampleNode({ key: "open", kind: "conditional", branches })] },
    blocks: [{ key: "open", kind: "conditional" }],
  });
  const otherwise = await screen.findByRole("listitem", { name: "Otherwise of 2" });
  await person.type(within(otherwise).getByRole("textbox", { name: "Name" }), "Rest");
  await waitFor(() =>
    expect(edits().at(-1)).toEqual({
      edit: "setCriterion",
      block: "open",
      branch: 1,
      expression: null,
      description: "Rest",
    }),
  );
  await person.click(screen.getByRole("button", { name: "Try Branch 1 later" }));
  await person.click(screen.getByRole("button", { name: "Add branch" }));
  await person.click(screen.getByRole("button", { name: "Remove Branch 1 with its blocks" }));
  await waitFor(() =>
    expect(edits().slice(-3)).toEqual([
      { edit: "moveBranch", block: "open", branch: 0, to: 1 },
      { edit: "addBranch", block: "open", at: null },
      { edit: "removeBranch", block: "open", branch: 0 },
    ]),
  );
});

test("several blocks have what they share", async () => {
  const { person, edits } = showBlocks(["open", "read"]);
  expect(screen.getByRole("heading", { name: "2 blocks" })).toBeInTheDocument();
  await person.click(screen.getByRole("checkbox", { name: "Go on when one of them fails" }));
  await person.click(screen.getByRole("button", { name: "Turn off" }));
  await waitFor(() => expect(edits()).toHaveLength(2));
  expect(edits()[0]).toMatchObject({
    edit: "several",
    edits: [{ block: "open" }, { block: "read" }],
  });
  expect(edits()[1]).toEqual({ edit: "turnOff", blocks: ["open", "read"], off: true });
});

test("with nothing selected the workflow is shown, and its title can be changed", async () => {
  const { person, edits, store } = showBlocks([]);
  const title = screen.getByRole("textbox", { name: "Title" });
  expect(title).toHaveValue("Job listing tracker");
  await person.type(title, "!");
  await waitFor(() =>
    expect(edits().at(-1)).toEqual({
      edit: "setSetting",
      key: "title",
      value: "Job listing tracker!",
    }),
  );
  await person.click(screen.getByRole("button", { name: "Parameters" }));
  expect(store.read().panel).toBe("parameters");
});
