import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import { HistoryButton } from "@/features/editor/history/history-button";
import { DRAFT, sampleChange, sampleStore, sampleVersions } from "@/features/editor/test-samples";
import { installFakeHost } from "@/ipc/fake";

function show() {
  const backend = installFakeHost({
    workflowHistory: async () => sampleVersions(),
    takeOver: async () => sampleChange(2),
  });
  const onCompare = vi.fn();
  const view = renderInWindow(
    <DraftProvider store={sampleStore()}>
      <HistoryButton onCompare={onCompare} onStopComparing={() => {}} />
    </DraftProvider>,
  );
  return { backend, onCompare, ...view };
}

test("lists the versions with notes and compares one with the draft", async () => {
  const { person, onCompare } = show();
  await person.click(screen.getByRole("button", { name: "History" }));
  expect(await screen.findByText("Before the salary")).toBeVisible();
  expect(screen.getByText("in use").closest("li")).toHaveTextContent(/^v12/);
  await person.click(screen.getByRole("button", { name: "Compare v11 with the draft" }));
  expect(onCompare).toHaveBeenCalledWith({
    before: { type: "version", draft: DRAFT, version: 11 },
    after: { type: "draft", draft: DRAFT },
  });
  expect(screen.queryByText("Before the salary")).toBeNull();
});

test("restores a version, with Undo", async () => {
  const { person, backend } = show();
  await person.click(screen.getByRole("button", { name: "History" }));
  await person.click(await screen.findByRole("button", { name: "Restore v11" }));
  await waitFor(() =>
    expect(backend.calls("takeOver")).toEqual([
      [DRAFT, { type: "version", draft: DRAFT, version: 11 }, { type: "all" }],
    ]),
  );
  expect(await screen.findByText("v11 restored in the draft")).toBeVisible();
  expect(screen.getByRole("button", { name: "Undo" })).toBeVisible();
});
