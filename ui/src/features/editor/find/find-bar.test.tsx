import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import { FindBar } from "@/features/editor/find/find-bar";
import { DRAFT, sampleChange, sampleStore } from "@/features/editor/test-samples";
import type { FoundText } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

function hit(block: string, found: string): FoundText {
  const place = {
    holder: { type: "block" as const, block },
    field: "prompt",
    path: [],
    range: null,
  };
  return { place, field: "Prompt", before: "Keep ", found, after: " posts" };
}

function show(answers: FakeAnswers = {}) {
  const backend = installFakeHost({
    findText: async (_, { text }) => ["open", "read", "read"].map((block) => hit(block, text)),
    edit: async () => sampleChange(2),
    ...answers,
  });
  const onClose = vi.fn();
  const store = sampleStore();
  const view = renderInWindow(
    <DraftProvider store={store}>
      <FindBar onClose={onClose} />
    </DraftProvider>,
  );
  return { backend, onClose, store, ...view };
}

test("counts, goes on and back, and selects the block", async () => {
  const { person, store, onClose } = show();
  await person.keyboard("all");
  expect(await screen.findByText("3 found")).toBeVisible();
  await person.keyboard("{Enter}");
  expect(screen.getByText("1 of 3")).toBeVisible();
  expect(store.read().selection).toEqual(["open"]);
  await person.keyboard("{F3}");
  expect(store.read().selection).toEqual(["read"]);
  await person.keyboard("{Shift>}{F3}{F3}{/Shift}");
  expect(screen.getByText("3 of 3")).toBeVisible();
  await person.click(screen.getByRole("button", { name: /^open Prompt/ }));
  expect(screen.getByText("1 of 3")).toBeVisible();
  await person.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalled();
});

test("asks with its options, and shows what is wrong with a pattern", async () => {
  const { person, backend } = show({
    findText: async (_, { regex }) => {
      if (regex) throw new Error("The pattern ends with an open bracket.");
      return [];
    },
  });
  await person.keyboard("(a");
  expect(await screen.findByText("No match")).toBeVisible();
  await person.click(screen.getByRole("button", { name: "Match case" }));
  await person.click(screen.getByRole("button", { name: "Whole words" }));
  await person.click(screen.getByRole("button", { name: "Regular expression" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("open bracket");
  expect(backend.calls("findText").at(-1)).toEqual([
    DRAFT,
    { text: "(a", matchCase: true, wholeWords: true, regex: true },
  ]);
});

test("replaces one or all, and looks again", async () => {
  const { person, backend } = show();
  await person.keyboard("all");
  await screen.findByText("3 found");
  await person.keyboard("{Enter}{Enter}");
  await person.click(screen.getByRole("button", { name: "Replace" }));
  await person.type(screen.getByRole("textbox", { name: "Replace with" }), "some{Enter}");
  const query = { text: "all", matchCase: false, wholeWords: false, regex: false };
  await waitFor(() =>
    expect(backend.calls("edit")).toEqual([
      [DRAFT, { edit: "replace", query, with: "some", only: [1] }],
    ]),
  );
  await waitFor(() => expect(backend.calls("findText").length).toBeGreaterThan(1));
  await person.click(screen.getByRole("button", { name: "Replace all" }));
  await waitFor(() =>
    expect(backend.calls("edit").at(-1)?.[1]).toMatchObject({ with: "some", only: null }),
  );
});

test("a refused replacement says why", async () => {
  const { person } = show({
    edit: async () => {
      throw new Error("Rename the block `all` instead.");
    },
  });
  await person.keyboard("all");
  await screen.findByText("3 found");
  await person.click(screen.getByRole("button", { name: "Replace" }));
  await person.click(screen.getByRole("button", { name: "Replace all" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Rename the block");
});
