import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { CompareView } from "@/features/editor/compare/compare-view";
import type { Sides } from "@/features/editor/compare/sides";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import { DRAFT, sampleChange, sampleStore, sampleVersions } from "@/features/editor/test-samples";
import type { BlockChange, Change, Comparison, FieldChange } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

function block(key: string, change: Change, fields: FieldChange[] = []): BlockChange {
  const place = { key, kind: "wait", summary: `Does ${key}`, number: "1", depth: 0 };
  return {
    before: change === "added" ? null : place,
    after: change === "removed" ? null : place,
    change,
    fields,
    fieldsAlike: 2,
  };
}

const PROMPT: FieldChange = {
  field: "prompt",
  before: "Keep all",
  after: "Keep only",
  words: [
    { change: "same", text: "Keep " },
    { change: "removed", text: "all" },
    { change: "added", text: "only" },
  ],
  secret: false,
};
const STEPS: FieldChange = { field: "max_steps", before: 10, after: 20, words: [], secret: false };

const COMPARISON: Comparison = {
  settings: [],
  parameters: [],
  blocks: [block("open", "same"), block("read", "changed", [PROMPT, STEPS]), block("log", "added")],
};
const OLDER = { type: "version", draft: DRAFT, version: 11 } as const;
const OWN = { type: "draft", draft: DRAFT } as const;

function show(answers: FakeAnswers = {}, initial: Sides = { before: OLDER, after: OWN }) {
  const backend = installFakeHost({
    compare: async () => ({ beforeTitle: "v11", afterTitle: "Draft", comparison: COMPARISON }),
    workflowHistory: async () => sampleVersions(),
    kinds: async () => [],
    editorCatalogue: async () => ({ kinds: [], settings: [], parameterTypes: [] }),
    takeOver: async () => sampleChange(2),
    undoEdit: async () => sampleChange(3),
    ...answers,
  });
  const onClose = vi.fn();
  const store = sampleStore();
  const view = renderInWindow(
    <DraftProvider store={store}>
      <CompareView initial={initial} onClose={onClose} />
    </DraftProvider>,
  );
  return { backend, onClose, store, ...view };
}

const detail = () => within(screen.getByRole("complementary", { name: "Differences" }));

test("counts the changes and begins with the first block that differs", async () => {
  show();
  expect(await screen.findByText("1 added")).toBeVisible();
  expect(screen.getByText("1 changed")).toBeVisible();
  expect(screen.queryByText(/removed/i, { selector: ".change-word" })).toBeNull();
  expect(screen.getByRole("row", { selected: true })).toHaveTextContent(/read.*Changed/);
  expect(detail().getByRole("region", { name: "prompt" })).toHaveTextContent("1 edit");
  expect(detail().getByText("all").closest("del")).toBeVisible();
  expect(detail().getByText("2 fields unchanged")).toBeVisible();
});

test("arrow keys go through the blocks", async () => {
  const { person } = show();
  await screen.findByText("1 added");
  screen.getByRole("grid").focus();
  await person.keyboard("{ArrowUp}");
  expect(detail().getByText("No differences")).toBeVisible();
  await person.keyboard("{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("row", { selected: true })).toHaveTextContent(/log.*Added/);
  await person.click(detail().getByRole("button", { name: "Previous change" }));
  expect(screen.getByRole("row", { selected: true })).toHaveTextContent(/read.*Changed/);
});

describe("what can be taken over", () => {
  test("a whole block, or one field of it", async () => {
    const { person, backend, store } = show();
    await screen.findByText("1 added");
    await person.click(detail().getByRole("button", { name: "Take v11 of prompt" }));
    await waitFor(() => expect(store.read().revision).toBe(2));
    await person.click(detail().getByRole("button", { name: "Take v11" }));
    expect(backend.calls("takeOver")).toEqual([
      [DRAFT, OLDER, { type: "fields", key: "read", fields: ["prompt"] }],
      [DRAFT, OLDER, { type: "block", key: "read" }],
    ]);
    await waitFor(() => expect(backend.calls("compare").length).toBe(2));
  });

  test("everything, with Undo", async () => {
    const { person, backend } = show();
    await person.click(await screen.findByRole("button", { name: "Restore v11…" }));
    expect(backend.calls("takeOver")).toEqual([[DRAFT, OLDER, { type: "all" }]]);
    expect(await screen.findByText("v11 restored in the draft")).toBeVisible();
    await person.click(screen.getByRole("button", { name: "Undo" }));
    expect(backend.calls("undoEdit")).toEqual([[DRAFT]]);
  });

  test("nothing between two versions, but either can be restored", async () => {
    show({}, { before: OLDER, after: { ...OLDER, version: 12 } });
    await screen.findByText("1 added");
    expect(detail().queryByRole("button", { name: /Take/ })).toBeNull();
    expect(screen.getByRole("button", { name: "Restore v11…" })).toBeVisible();
  });

  test("what the backend refuses is told", async () => {
    const { person } = show({
      takeOver: async () => {
        throw new Error("The loop around it is gone.");
      },
    });
    await screen.findByText("1 added");
    await person.click(detail().getByRole("button", { name: "Take v11" }));
    expect(
      await screen.findByText("Cannot take it over. The loop around it is gone."),
    ).toBeVisible();
  });
});

test("another version, another workflow on another server", async () => {
  const { person, backend } = show({
    connections: async () =>
      ({
        connections: [
          { id: "c1", name: "Prod" },
          { id: "c2", name: "Staging" },
        ],
      }) as never,
    workflows: async () => [{ id: "wpid_7", title: "Tracker" }] as never,
  });
  await person.click(await screen.findByRole("button", { name: /^From v11/ }));
  await person.click(await screen.findByRole("menuitem", { name: /v12/ }));
  await waitFor(() =>
    expect(backend.calls("compare").at(-1)?.[0]).toEqual({ ...OLDER, version: 12 }),
  );
  await person.click(screen.getByRole("button", { name: /^From v12/ }));
  await person.click(await screen.findByRole("menuitem", { name: /Another workflow/ }));
  await person.click(await screen.findByRole("combobox", { name: "Workflow" }));
  await person.click(await screen.findByRole("option", { name: "Tracker" }));
  await person.click(screen.getByRole("button", { name: "Compare" }));
  await waitFor(() =>
    expect(backend.calls("compare").at(-1)?.[0]).toEqual({
      type: "version",
      draft: { connection: "c1", workflow: "wpid_7" },
      version: null,
    }),
  );
});

test("two states alike say so, and a fault offers to try again", async () => {
  let isAway = true;
  const { person, onClose } = show({
    compare: async () => {
      if (isAway) throw new Error("v11 is not kept here and the server does not answer.");
      return {
        beforeTitle: "",
        afterTitle: "",
        comparison: { settings: [], parameters: [], blocks: [block("open", "same")] },
      };
    },
  });
  expect(await screen.findByRole("alert")).toHaveTextContent("v11 is not kept here");
  isAway = false;
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No differences")).toBeVisible();
  await person.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalled();
});

test("of a thousand blocks only those in view are drawn", async () => {
  const blocks = Array.from({ length: 1000 }, (_, n) =>
    block(`b${n}`, n === 900 ? "moved" : "same"),
  );
  const { container } = show({
    compare: async () => ({
      beforeTitle: "",
      afterTitle: "",
      comparison: { settings: [], parameters: [], blocks },
    }),
  });
  await screen.findByText("1 moved");
  expect(container.querySelectorAll('[role="row"]').length).toBeLessThan(80);
  expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "1002");
});
