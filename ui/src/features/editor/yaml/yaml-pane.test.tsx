import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import { DRAFT, sampleChange, sampleProblem, sampleStore } from "@/features/editor/test-samples";
import { YamlPane } from "@/features/editor/yaml/yaml-pane";
import type { YamlView } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const TEXT = `title: Tracker
workflow_definition:
  parameters:
    - key: a
      type: b
    - key: c
      type: d
      default: e
  blocks:
    - label: open
      url: https://example.com
    - label: read
      prompt: Read {{ rows }}
`;

// jsdom has no layout; CodeMirror asks for the places of its letters.
beforeEach(() => {
  Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect ??= () => new DOMRect();
});

function yamlOf(text: string, revision: number): YamlView {
  return {
    revision,
    text,
    fileName: "tracker.yaml",
    blocks: [
      ["open", 10, 12],
      ["read", 12, 14],
    ],
    problems: [{ startLine: 13, startColumn: 23, endLine: 13, endColumn: 27 }],
  };
}

function show(answers: FakeAnswers = {}) {
  const backend = installFakeHost({
    editorYaml: async (_, block) =>
      block ? { ...yamlOf("label: open\n", 1), blocks: [] } : yamlOf(TEXT, 1),
    ...answers,
  });
  const store = sampleStore({ problems: [sampleProblem({ block: "read" })] });
  const pane = (isDragging = false) => (
    <DraftProvider store={store}>
      <YamlPane isDragging={isDragging} />
    </DraftProvider>
  );
  const view = renderInWindow(pane());
  return { backend, store, pane, ...view };
}

const text = () => screen.findByRole("textbox", { name: "Workflow as YAML" });

test("shows the draft with long lists folded and problems underlined", async () => {
  const { container } = show();
  const shown = await text();
  expect(await screen.findByText("In step with the blocks")).toBeVisible();
  expect(screen.getByText("tracker.yaml")).toBeVisible();
  expect(shown).toHaveTextContent("parameters:2 items");
  expect(container.querySelector(".yaml-problem")).toHaveTextContent("rows");
  expect(screen.getByText("Ln 1, Col 1")).toBeVisible();
});

test("a block chosen elsewhere gets the caret, and the caret chooses a block", async () => {
  const { store, person } = show();
  const shown = await text();
  await screen.findByText("In step with the blocks");
  act(() => store.select(["read"]));
  expect(await screen.findByText("blocks › read")).toBeVisible();
  expect(screen.getByText("Ln 12, Col 5")).toBeVisible();
  act(() => shown.focus());
  await person.keyboard("{ArrowLeft>5/}");
  await waitFor(() => expect(store.read().selection).toEqual(["open"]));
});

test("what cannot be read is told with its line", async () => {
  const { store, person, backend } = show({
    editYaml: async () => ({ type: "fault", line: 12, column: 1, message: "Expected a list" }),
  });
  const shown = await text();
  await screen.findByText("In step with the blocks");
  act(() => store.select(["read"]));
  act(() => shown.focus());
  await person.keyboard("{Delete}");
  expect(await screen.findByText("Line 12: expected a list")).toBeVisible();
  expect(backend.calls("editYaml").at(-1)?.slice(0, 2)).toEqual([DRAFT, null]);
});

test("nothing can be typed while blocks are dragged", async () => {
  const { rerender, pane } = show();
  const shown = await text();
  await screen.findByText("In step with the blocks");
  expect(shown).toHaveAttribute("contenteditable", "true");
  rerender(pane(true));
  await waitFor(() => expect(shown).toHaveAttribute("contenteditable", "false"));
});

test("follows the draft, and shows a single block on demand", async () => {
  let view = yamlOf(TEXT, 1);
  const { store, person, backend } = show({
    editorYaml: async (_, block) => (block ? { ...view, text: "label: open\n", blocks: [] } : view),
  });
  const shown = await text();
  await screen.findByText("In step with the blocks");
  view = yamlOf(TEXT.replace("Tracker", "Other"), 2);
  act(() => void store.take(sampleChange(2, { problems: store.read().problems as never })));
  await waitFor(() => expect(shown).toHaveTextContent("title: Other"));

  await person.click(screen.getByRole("radio", { name: "Selected block" }));
  expect(screen.getByText("Choose a block to see its YAML")).toBeVisible();
  act(() => store.select(["open"]));
  await waitFor(() => expect(backend.calls("editorYaml").at(-1)).toEqual([DRAFT, "open"]));
  expect(await text()).toHaveTextContent(/^label: open/);
});
