import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import { PromoteDialog } from "@/features/editor/promote/promote-dialog";
import { DRAFT, sampleStore } from "@/features/editor/test-samples";
import type { PromotionForm } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const FORM: PromotionForm = {
  to: "c2",
  existing: "wpid_8",
  needs: [
    {
      id: "cred_1",
      title: "Credential of parameter portal_login",
      choices: [["cred_9", "Portal login"]],
      suggestion: "cred_9",
    },
    {
      id: "wpid_5",
      title: "Workflow that notify triggers",
      choices: [["wpid_6", "Notify"]],
      suggestion: null,
    },
  ],
};

function show(answers: FakeAnswers = {}, servers = ["Prod", "Staging"]) {
  const backend = installFakeHost({
    connections: async () =>
      ({
        connections: servers.map((name, n) => ({ id: `c${n + 1}`, name, baseUrl: "" })),
      }) as never,
    promotionForm: async () => FORM,
    promote: async () => ({ id: "wpid_8", title: "Job listing tracker", version: 3 }) as never,
    ...answers,
  });
  const onOpenWorkflow = vi.fn();
  const view = renderInWindow(
    <DraftProvider store={sampleStore()}>
      <PromoteDialog onClose={() => {}} onOpenWorkflow={onOpenWorkflow} />
    </DraftProvider>,
  );
  return { backend, onOpenWorkflow, ...view };
}

test("asks for what is called otherwise there, then publishes and opens it", async () => {
  const { person, backend, onOpenWorkflow } = show();
  const publish = await screen.findByRole("button", { name: "Publish to Staging" });
  expect(await screen.findByText("1 choice left")).toBeVisible();
  expect(publish).toBeDisabled();
  await person.click(screen.getByRole("combobox", { name: "Workflow that notify triggers" }));
  await person.click(await screen.findByRole("option", { name: "Notify" }));
  await person.click(publish);
  expect(await screen.findByText("“Job listing tracker” is v3 on Staging.")).toBeVisible();
  const mapping = [
    ["cred_1", "cred_9"],
    ["wpid_5", "wpid_6"],
  ];
  expect(backend.calls("promote")).toEqual([[DRAFT, { to: "c2", over: "wpid_8", mapping }]]);
  await person.click(screen.getByRole("button", { name: "Open it there" }));
  expect(onOpenWorkflow).toHaveBeenCalledWith({ connection: "c2", workflow: "wpid_8" });
});

test("can become a new workflow there", async () => {
  const { person, backend } = show({ promotionForm: async () => ({ ...FORM, needs: [] }) });
  await person.click(await screen.findByRole("radio", { name: "A new workflow" }));
  await person.click(screen.getByRole("button", { name: "Publish to Staging" }));
  await waitFor(() =>
    expect(backend.calls("promote")[0]?.[1]).toEqual({ to: "c2", over: null, mapping: [] }),
  );
});

test("chooses among several servers, and says when there is no other", async () => {
  const { person, backend, unmount } = show({}, ["Prod", "Staging", "Test"]);
  await person.click(await screen.findByRole("combobox", { name: "Server" }));
  await person.click(await screen.findByRole("option", { name: /Test/ }));
  await waitFor(() => expect(backend.calls("promotionForm")).toEqual([[DRAFT, "c3"]]));
  unmount();
  show({}, ["Prod"]);
  expect(await screen.findByText("There is no other server. Add one in Settings.")).toBeVisible();
});

test("a fault of the other server stands in the dialog", async () => {
  const { person } = show({
    promotionForm: async () => ({ ...FORM, needs: [] }),
    promote: async () => {
      throw new Error("The key of Staging was refused.");
    },
  });
  await screen.findByRole("radio", { name: "A new workflow" });
  await person.click(screen.getByRole("button", { name: "Publish to Staging" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The key of Staging was refused.");
});
