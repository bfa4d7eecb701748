import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { ROWS, sampleDetail, sampleRow } from "@/features/workflows/test-samples";
import { rowOf, showWorkflows } from "@/features/workflows/test-screen";

vi.mock("@/ipc/window", () => ({ onFileDrop: () => () => {} }));

const panel = () => screen.findByRole("complementary", { name: /^Preview/ });

describe("preview", () => {
  test("shows what the workflow takes, does and did", async () => {
    const { user, onOpenRun, onShowRuns } = showWorkflows();
    expect(await screen.findByText("Choose a workflow")).toBeVisible();
    await user.click(await rowOf("Invoice downloader"));
    const preview = within(await panel());
    expect(await preview.findByRole("heading", { name: "Invoice downloader" })).toBeVisible();
    expect(await preview.findByText("November 2025")).toBeVisible();
    const loop = preview.getByRole("treeitem", {
      name: "process_each, For each, for each listing",
    });
    expect(loop).toHaveAttribute("aria-expanded", "true");
    expect(preview.getByText("2 of 3 completed")).toBeVisible();
    await user.click(preview.getByRole("button", { name: /download_pdf failed/ }));
    expect(onOpenRun.mock.calls).toEqual([["wr_oof_2", "Invoice downloader"]]);
    await user.click(preview.getByRole("button", { name: "Show all runs" }));
    expect(onShowRuns.mock.calls).toEqual([["wpid_1"]]);
  });

  test("leads to the run that goes on", async () => {
    const { user, onOpenRun } = showWorkflows();
    await user.click(await rowOf("Job listing tracker"));
    await user.click(await screen.findByRole("button", { name: "Watch" }));
    expect(onOpenRun.mock.calls).toEqual([["wr_ooor_3", "Job listing tracker"]]);
  });

  test("shows an older version, and runs that one", async () => {
    const { user, backend, onLaunch } = showWorkflows();
    await user.click(await rowOf("Invoice downloader"));
    await user.click(await screen.findByRole("button", { name: /^v2/ }));
    await waitFor(() => expect(backend.calls("workflow").at(-1)).toEqual(["c1", "wpid_1", 2]));
    await user.click(screen.getByRole("button", { name: "Run v2…" }));
    expect(onLaunch.mock.calls).toEqual([["wpid_1", 2]]);
    await user.click(screen.getByRole("button", { name: "Back to v31" }));
    expect(screen.getByRole("button", { name: "Run…" })).toBeVisible();
  });

  test("is read again when the runs or the workflow differ", async () => {
    let times = 0;
    const { user, backend } = showWorkflows({
      answers: {
        workflow: async (_, id) => {
          times += 1;
          const row = ROWS.find((one) => one.id === id) ?? sampleRow();
          return sampleDetail(row, { description: `Read ${times}` });
        },
      },
    });
    await user.click(await rowOf("Invoice downloader"));
    expect(await screen.findByText("Read 1")).toBeVisible();
    act(() => backend.emit("runsChanged", { connection: "c1" }));
    expect(await screen.findByText("Read 2")).toBeVisible();
    const changed = [sampleRow({ ...ROWS[0], version: 32 })];
    act(() => backend.emit("workflowsChanged", { connection: "c1", changed, removed: [] }));
    expect(await screen.findByText("Read 3")).toBeVisible();
    expect(await screen.findByText("v32", { selector: ".preview-facts span" })).toBeVisible();
  });

  test("Space folds it away", async () => {
    const { user } = showWorkflows();
    await user.click(await rowOf("Invoice downloader"));
    await user.keyboard(" ");
    expect(screen.queryByRole("complementary", { name: /^Preview/ })).not.toBeInTheDocument();
    await user.keyboard(" ");
    expect(await panel()).toBeVisible();
  });

  test("a workflow that cannot be read says why, in its place", async () => {
    const { user } = showWorkflows({
      answers: {
        workflow: async () => {
          throw new Error("The definition is damaged.");
        },
      },
    });
    await user.click(await rowOf("Invoice downloader"));
    expect(await screen.findByText("The definition is damaged.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Run…" })).toBeEnabled();
  });
});

test("the definition is shown as text, in either format", async () => {
  const { user, backend } = showWorkflows({
    answers: { workflowText: async (_, __, ___, format) => `as ${format}` },
  });
  await user.click(await rowOf("Invoice downloader"));
  await user.click(await screen.findByRole("button", { name: "Show definition" }));
  const dialog = await screen.findByRole("dialog", { name: "Invoice downloader" });
  expect(await within(dialog).findByText("as yaml")).toBeInTheDocument();
  await user.click(within(dialog).getByRole("radio", { name: "JSON" }));
  expect(await within(dialog).findByText("as json")).toBeInTheDocument();
  expect(backend.calls("workflowText").at(-1)).toEqual(["c1", "wpid_1", null, "json"]);
});
