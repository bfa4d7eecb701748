import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { WorkflowSettingsPanel } from "@/features/editor/settings-panel/workflow-settings-panel";
import { showPanel } from "@/features/editor/test-panel";
import { sampleHead } from "@/features/editor/test-samples";

test("settings are set and reset; a secret one only says that it is set", async () => {
  const { person, edits } = showPanel(<WorkflowSettingsPanel />, {
    view: {
      head: sampleHead({
        settings: { webhook_callback_url: "https://a" },
        secretSettings: ["cdp_connect_headers"],
      }),
    },
  });
  const webhook = await screen.findByRole("textbox", { name: "Webhook" });
  await person.type(webhook, "/b");
  await waitFor(() =>
    expect(edits().at(-1)).toEqual({
      edit: "setSetting",
      key: "webhook_callback_url",
      value: "https://a/b",
    }),
  );
  expect(screen.getByText("Set")).toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: "Remove" }));
  await waitFor(() =>
    expect(edits().at(-1)).toEqual({ edit: "resetSettings", keys: ["cdp_connect_headers"] }),
  );
});

test("the block that always runs is one of the top", async () => {
  const { person, edits } = showPanel(<WorkflowSettingsPanel />);
  await person.click(await screen.findByRole("combobox", { name: "Block that always runs" }));
  await person.click(await screen.findByRole("option", { name: "read" }));
  await waitFor(() => expect(edits()).toEqual([{ edit: "setFinally", block: "read" }]));
});
