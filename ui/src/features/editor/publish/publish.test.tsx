import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import { holdsEdits } from "@/features/editor/draft/pending-edits";
import { PublishDialogs, usePublish } from "@/features/editor/publish/publish";
import { PublishButton } from "@/features/editor/publish/publish-button";
import {
  DRAFT,
  sampleChange,
  sampleHead,
  sampleProblem,
  sampleStore,
} from "@/features/editor/test-samples";
import type { MergeView, PublishOutcome } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const PUBLISHED: PublishOutcome = {
  type: "published",
  version: 13,
  change: sampleChange(2, {
    head: sampleHead({ baseVersion: 13, serverVersion: 13, isChanged: false }),
  }),
};
const BEHIND: PublishOutcome = { type: "behind", version: 14, by: "Mira", at: null };
const NOTHING = { settings: [], parameters: [], blocks: [] };
const MERGE: MergeView = {
  baseVersion: 12,
  serverVersion: 14,
  ours: NOTHING,
  theirs: NOTHING,
  conflicts: [
    {
      id: "k1",
      holder: { type: "block", block: "read" },
      field: "prompt",
      message: "Both changed the prompt.",
      base: "Keep all",
      ours: "Keep some",
      theirs: "Keep none",
    },
  ],
};

function show(answers: FakeAnswers, store = sampleStore()) {
  const backend = installFakeHost({
    editorCatalogue: async () => ({ kinds: [], settings: [], parameterTypes: [] }),
    ...answers,
  });
  const onCompare = vi.fn();
  const onPromote = vi.fn();
  function Publishes() {
    const publishing = usePublish();
    return (
      <>
        <PublishButton publishing={publishing} onPromote={onPromote} />
        <PublishDialogs publishing={publishing} onCompare={onCompare} onOpenWorkflow={onPromote} />
      </>
    );
  }
  const view = renderInWindow(
    <DraftProvider store={store}>
      <Publishes />
    </DraftProvider>,
  );
  const choose = async (name: string) => {
    await view.person.click(screen.getByRole("button", { name: "Other ways to publish" }));
    await view.person.click(await screen.findByRole("menuitem", { name }));
  };
  return { backend, store, onCompare, onPromote, choose, ...view };
}

test("Ctrl+S publishes once all that was typed has arrived", async () => {
  const order: string[] = [];
  const { person, store } = show({
    publish: async () => {
      order.push("publish");
      return PUBLISHED;
    },
  });
  holdsEdits(store, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    order.push("typed");
  });
  await person.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(store.read().head.baseVersion).toBe(13));
  expect(order).toEqual(["typed", "publish"]);
  expect(screen.getByRole("button", { name: "Publish v14" })).toBeVisible();
  await person.keyboard("{Control>}s{/Control}");
  expect(order).toEqual(["typed", "publish"]);
});

test("with a note", async () => {
  const { person, backend, choose } = show({ publish: async () => PUBLISHED });
  await choose("Publish with a note…");
  const note = await screen.findByRole("dialog", { name: "Note for v13" });
  await person.type(within(note).getByRole("textbox", { name: "Note" }), "Split the salary");
  await person.click(within(note).getByRole("button", { name: "Publish v13" }));
  await waitFor(() => expect(backend.calls("publish")).toEqual([[DRAFT, "Split the salary"]]));
});

test("who is behind can compare and nothing is written over", async () => {
  const { person, backend, onCompare } = show({ publish: async () => BEHIND });
  await person.click(screen.getByRole("button", { name: "Publish v13" }));
  const dialog = await screen.findByRole("dialog", { name: "v14 was saved by Mira" });
  await person.click(within(dialog).getByRole("button", { name: "Compare" }));
  expect(onCompare).toHaveBeenCalledWith({
    before: { type: "version", draft: DRAFT, version: 14 },
    after: { type: "draft", draft: DRAFT },
  });
  expect(backend.calls("publish").length).toBe(1);
});

test("merging asks for a choice for each conflict, then publishes with the note", async () => {
  let isMerged = false;
  const { person, backend, choose } = show({
    publish: async () => (isMerged ? PUBLISHED : BEHIND),
    mergeView: async () => MERGE,
    mergeDraft: async () => {
      isMerged = true;
      return sampleChange(2);
    },
  });
  await choose("Publish with a note…");
  await person.type(await screen.findByRole("textbox", { name: "Note" }), "Mine");
  await person.keyboard("{Control>}{Enter}{/Control}");
  await person.click(await screen.findByRole("button", { name: "Merge…" }));
  const dialog = await screen.findByRole("dialog", { name: "Merge v14 into the draft" });
  expect(within(dialog).getByText("1 choice left")).toBeVisible();
  const publish = within(dialog).getByRole("button", { name: "Merge and publish" });
  expect(publish).toBeDisabled();
  expect(within(dialog).getByText("none").closest("ins")).toBeVisible();
  await person.click(within(dialog).getByRole("radio", { name: "Theirs" }));
  await person.click(publish);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.calls("mergeDraft")).toEqual([[DRAFT, [{ conflict: "k1", side: "theirs" }]]]);
  expect(backend.calls("publish").map(([, note]) => note)).toEqual(["Mine", "Mine"]);
});

test("what the server refuses is listed, and its block selected", async () => {
  const { person, store } = show({
    publish: async () => ({
      type: "refused",
      message: "Skyvern refused v13.",
      problems: [sampleProblem({ block: "read", message: "A `url` is needed" })],
    }),
  });
  await person.click(screen.getByRole("button", { name: "Publish v13" }));
  expect(await screen.findByRole("dialog", { name: "v13 was not published" })).toHaveTextContent(
    "Skyvern refused v13.",
  );
  expect(store.read().selection).toEqual(["read"]);
  store.select([]);
  await person.click(screen.getByRole("button", { name: "read A url is needed" }));
  expect(store.read().selection).toEqual(["read"]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a server that does not answer is told, with the way to try again", async () => {
  let isAway = true;
  const { person, store } = show({
    publish: async () => {
      if (isAway) throw new Error("skyvern.halden.lan does not answer.");
      return PUBLISHED;
    },
  });
  await person.click(screen.getByRole("button", { name: "Publish v13" }));
  expect(
    await screen.findByText("Cannot publish v13. skyvern.halden.lan does not answer."),
  ).toBeVisible();
  isAway = false;
  await person.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(store.read().head.isChanged).toBe(false));
});

test("a copy gets a title of its own and can be opened", async () => {
  const { person, backend, choose, onPromote } = show({
    publishCopy: async (_, title) => ({ id: "wpid_9", title }) as never,
  });
  await choose("Publish as a copy…");
  const title = await screen.findByRole("textbox", { name: "Title" });
  await person.clear(title);
  await person.type(title, "Mine{Enter}");
  await person.click(await screen.findByRole("button", { name: "Open" }));
  expect(backend.calls("publishCopy")).toEqual([[DRAFT, "Mine"]]);
  expect(onPromote).toHaveBeenCalledWith({ connection: "c1", workflow: "wpid_9" });
});

test("discarding can be undone", async () => {
  const { person, backend, choose } = show({
    discardDraft: async () => sampleChange(2, { head: sampleHead({ isChanged: false }) }),
    undoEdit: async () => sampleChange(3),
  });
  await choose("Discard draft");
  expect(await screen.findByText("Draft discarded, back to v12")).toBeVisible();
  await person.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(backend.calls("undoEdit")).toEqual([[DRAFT]]));
});
