import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { sampleNodes } from "@/features/editor/draft/test-nodes";
import { canvas, card, outline, showEditor } from "@/features/editor/test-editor";
import {
  sampleChange,
  sampleHead,
  sampleProblem,
  sampleView,
} from "@/features/editor/test-samples";
import type { Edit } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";

test("the blocks are a tree, told with their kind and what they hold", async () => {
  showEditor();
  expect(await card(/^each, /)).toHaveAttribute("aria-level", "1");
  expect(await card(/^m, .*2 branches/)).toHaveAttribute("aria-level", "2");
  const branches = (await canvas()).getAllByRole("treeitem", { name: /^Branch \d of 2/ });
  expect(branches.map((branch) => branch.getAttribute("aria-label"))).toEqual([
    "Branch 1 of 2, yes",
    "Branch 2 of 2, no",
  ]);
  expect(await card(/^c, /)).toHaveAttribute("aria-level", "4");
});

test("canvas and outline share selection and folds", async () => {
  const { person } = showEditor();
  await person.click(await card(/^b, /));
  expect(outline().getByRole("treeitem", { name: /^b, / })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await person.click(outline().getByRole("button", { name: "Fold each" }));
  expect((await canvas()).queryByRole("treeitem", { name: /^b, / })).toBeNull();
  expect(await card(/^each, /)).toHaveAttribute("aria-selected", "true");
});

test.each<[string, Partial<Edit>]>([
  ["{Control>}d{/Control}", { edit: "copy", blocks: ["a"] }],
  ["{Control>}g{/Control}", { edit: "wrap", with: "forLoop" }],
  ["{Control>}{Shift>}g{/Shift}{/Control}", { edit: "wrap", with: "conditional" }],
  ["{Control>}/{/Control}", { edit: "turnOff", off: true }],
  [
    "{Alt>}{ArrowDown}{/Alt}",
    { edit: "move", to: { scope: { in: "loop", block: "each" }, after: null } },
  ],
])("the key %s edits the chosen block", async (keys, edit) => {
  const { person, edits } = showEditor();
  await person.click(await card(/^a, /));
  (await card(/^a, /)).focus();
  await person.keyboard(keys);
  expect(edits()).toEqual([expect.objectContaining(edit)]);
});

test("what is refused is told", async () => {
  const { person } = showEditor({
    answers: {
      edit: async () => {
        throw new IpcError("invalid", "The finally block can stand only at the end");
      },
    },
  });
  await person.click(await card(/^a, /));
  (await card(/^a, /)).focus();
  await person.keyboard("{Delete}");
  expect(await screen.findByText(/finally block can stand only/)).toBeInTheDocument();
});

test("problems are listed with their repair; F8 walks them", async () => {
  const fix: Edit = { edit: "setField", block: "c", field: "prompt", value: "{{ rows }}" };
  const problems = [
    sampleProblem({
      block: "c",
      message: "Unknown reference `{{ row }}`",
      fixes: [{ title: "Use `rows`", edit: fix }],
    }),
    sampleProblem({ block: "e", severity: "error", code: "missing-field", message: "No URL" }),
  ];
  const { person, edits } = showEditor({ view: { problems } });
  expect(await screen.findByText("1 warning")).toBeInTheDocument();
  expect(await card(/^c, .*1 warning/)).toBeInTheDocument();
  await person.keyboard("{F8}");
  expect(await card(/^c, /)).toHaveAttribute("aria-selected", "true");
  await person.keyboard("{Shift>}{F8}{/Shift}");
  expect(await card(/^e, /)).toHaveAttribute("aria-selected", "true");
  await person.click(screen.getByRole("button", { name: "Use rows" }));
  expect(edits()).toEqual([fix]);
});

test("what an edit broke is told, with the repair as action", async () => {
  const fix = { title: "Use `a_output`", edit: { edit: "delete" as const, blocks: ["b"] } };
  const { person, edits } = showEditor({
    change: { notices: [{ message: "`b` uses what `a` gives", fix }] },
  });
  await person.click(await card(/^a, /));
  (await card(/^a, /)).focus();
  await person.keyboard("{Control>}g{/Control}");
  expect(await screen.findByText("b uses what a gives")).toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: "Use a_output" }));
  expect(edits()).toHaveLength(2);
});

test("the save state says where the work is", async () => {
  const { host } = showEditor();
  expect(await screen.findByText("Draft kept on this computer · v12 on server")).toBeVisible();
  const behind = sampleChange(2, { head: sampleHead({ serverVersion: 14 }) });
  act(() => host.emit("editorChanged", behind));
  expect(screen.getByText("v14 on server, draft began with v12")).toBeVisible();
  const level = sampleHead({ isChanged: false });
  act(() => host.emit("editorChanged", sampleChange(3, { head: level })));
  expect(screen.getByText("In step with v12")).toBeVisible();
});

test("a change that was missed makes the editor read the draft again", async () => {
  const { host } = showEditor();
  await card(/^a, /);
  act(() => host.emit("editorChanged", sampleChange(5)));
  await waitFor(() => expect(host.calls("openEditor")).toHaveLength(2));
});

test("undo and redo say what they do", async () => {
  const { person, host } = showEditor({
    view: { head: sampleHead({ undo: "Move e", redo: null }) },
    answers: { undoEdit: async () => sampleChange(2, { head: sampleHead({ redo: "Move e" }) }) },
  });
  await person.click(await screen.findByRole("button", { name: "Undo: Move e" }));
  expect(host.calls("undoEdit")).toHaveLength(1);
  expect(await screen.findByRole("button", { name: "Redo: Move e" })).toBeEnabled();
  expect(screen.getByRole("button", { name: "Nothing to undo" })).toBeDisabled();
});

test("the title is changed in its place", async () => {
  const { person, edits } = showEditor();
  await person.click(await screen.findByRole("button", { name: "Job listing tracker, rename" }));
  await person.clear(screen.getByRole("textbox", { name: "Title" }));
  await person.keyboard("Jobs{Enter}");
  expect(edits()).toEqual([{ edit: "setSetting", key: "title", value: "Jobs" }]);
});

test("a run begins at a block of the top, without what is off", async () => {
  const { person, onRun } = showEditor({
    view: { nodes: sampleNodes("a\nloop each\n b\noff x\ne") },
  });
  fireEvent.contextMenu(await card(/^b, /));
  await person.click(await screen.findByRole("menuitem", { name: "Run from here" }));
  await person.click(await screen.findByRole("button", { name: "Run v12 as it is" }));
  expect(onRun).toHaveBeenCalledWith({ partial: { blocks: ["each", "e"], outputsOf: null } });
});

test("a draft that was changed is published before it runs", async () => {
  const head = sampleHead({ isChanged: false, baseVersion: 13, serverVersion: 13 });
  const published = { type: "published", version: 13, change: sampleChange(2, { head }) } as const;
  const { person, host, onRun } = showEditor({ answers: { publish: async () => published } });
  await person.click(await screen.findByRole("button", { name: /^Run/ }));
  await person.click(await screen.findByRole("button", { name: "Publish and run" }));
  await waitFor(() => expect(onRun).toHaveBeenCalledOnce());
  expect(host.calls("publish")).toHaveLength(1);
});

test("a draft that could not be published does not run", async () => {
  const behind = { type: "behind", version: 14, by: null, at: null } as const;
  const { person, onRun } = showEditor({ answers: { publish: async () => behind } });
  await person.click(await screen.findByRole("button", { name: /^Run/ }));
  await person.click(await screen.findByRole("button", { name: "Publish and run" }));
  expect(await screen.findByRole("dialog", { name: /v14/ })).toBeVisible();
  expect(onRun).not.toHaveBeenCalled();
});

test("a list without order says where each block leads", async () => {
  showEditor({ view: { nodes: sampleNodes("-> a b\n-> b a\n-> c"), isUnstructured: true } });
  expect(await screen.findByRole("combobox", { name: "Goes to: from a to" })).toHaveTextContent(
    "b",
  );
  expect(screen.getByRole("combobox", { name: "Goes to: from c to" })).toHaveTextContent("End");
});

test("a draft that cannot be opened says why and can be asked for again", async () => {
  let isDown = true;
  const { person } = showEditor({
    answers: {
      openEditor: async () => {
        if (isDown) throw new IpcError("offline", "The server does not answer");
        return sampleView();
      },
    },
  });
  expect(await screen.findByText("The server does not answer")).toBeInTheDocument();
  isDown = false;
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await card(/^open, /)).toBeInTheDocument();
});

test("of a thousand blocks only those in view are drawn", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => `block_${index}`).join("\n");
  showEditor({ view: { nodes: sampleNodes(many) } });
  await card(/^block_0, /);
  expect((await canvas()).getAllByRole("treeitem").length).toBeLessThan(40);
});

test("leaving closes the draft", async () => {
  const { person, onClose, host, unmount } = showEditor();
  await card(/^a, /);
  await person.click(screen.getByRole("button", { name: "Back to workflows" }));
  expect(onClose).toHaveBeenCalled();
  unmount();
  await waitFor(() => expect(host.calls("closeEditor")).toHaveLength(1));
});
