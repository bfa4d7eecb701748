import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import {
  FINANCE,
  RECRUITING,
  ROWS,
  sampleRow,
  UNREACHABLE,
} from "@/features/workflows/test-samples";
import { rowOf, selectedRows, shownRows, showWorkflows } from "@/features/workflows/test-screen";
import type { LaunchForm, LaunchOutcome, PendingDeletion } from "@/ipc/bindings";

vi.mock("@/ipc/window", () => ({ onFileDrop: () => () => {} }));

const pending = (ids: string[]): PendingDeletion => ({
  id: "d1",
  connection: "c1",
  workflows: ids,
  dueAt: new Date(Date.now() + 8000).toISOString(),
});

describe("selection", () => {
  test("follows the keys of a list", async () => {
    const { user } = showWorkflows();
    await user.click(await rowOf("Invoice downloader"));
    expect(selectedRows()).toEqual(["Invoice downloader"]);
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(selectedRows()).toEqual(["Invoice downloader", "VAT number checker"]);
    await user.keyboard("{Control>}a{/Control}");
    expect(selectedRows()).toHaveLength(4);
    expect(screen.getByText("4 workflows selected")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(selectedRows()).toEqual(["VAT number checker"]);
  });

  test("never holds rows that a filter hides", async () => {
    const { user } = showWorkflows();
    await user.click(await rowOf("Invoice downloader"));
    await user.keyboard("{Control>}a{/Control}");
    await user.click(screen.getByRole("button", { name: "Last run" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: /Failed/ }));
    await user.keyboard("{Escape}");
    expect(selectedRows()).toEqual(["Invoice downloader"]);
    expect(screen.queryByRole("toolbar")).not.toBeInTheDocument();
  });
});

describe("deleting", () => {
  test("hides at once, goes on with the next row, and can be undone", async () => {
    const { user, backend } = showWorkflows({
      answers: {
        deleteWorkflows: async (_, ids) => pending(ids),
        undoDeletion: async () => true,
      },
    });
    await user.click(await rowOf("Invoice downloader"));
    await user.keyboard("{Delete}");
    const note = await screen.findByText("“Invoice downloader” deleted");
    expect(shownRows()).not.toContain("Invoice downloader");
    await waitFor(() => expect(selectedRows()).toEqual(["VAT number checker"]));
    await user.click(
      within(note.closest(".toast") as HTMLElement).getByRole("button", { name: "Undo" }),
    );
    expect(backend.calls("undoDeletion")).toEqual([["d1"]]);
    act(() =>
      backend.emit("workflowsChanged", {
        connection: "c1",
        changed: [ROWS[0] ?? sampleRow()],
        removed: [],
      }),
    );
    expect(await rowOf("Invoice downloader")).toBeVisible();
  });

  test("that comes too late to be undone says so", async () => {
    const { user } = showWorkflows({
      answers: {
        deleteWorkflows: async (_, ids) => pending(ids),
        undoDeletion: async () => false,
      },
    });
    await user.click(await rowOf("Invoice downloader"));
    await user.keyboard("{Delete}");
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(
      await screen.findByText("“Invoice downloader” has been deleted on the server already"),
    ).toBeVisible();
  });

  test("while the server is away explains why not, and offers to try again", async () => {
    const { user, backend } = showWorkflows({
      connection: UNREACHABLE,
      answers: { checkConnection: async () => UNREACHABLE },
    });
    await user.click(await rowOf("Invoice downloader"));
    await user.keyboard("{Delete}");
    const note = await screen.findByText(
      "Cannot delete “Invoice downloader” now. skyvern.halden.lan does not answer.",
    );
    await user.click(
      within(note.closest(".toast") as HTMLElement).getByRole("button", { name: "Try again" }),
    );
    expect(backend.calls("checkConnection")).toEqual([["c1"]]);
    expect(backend.calls("deleteWorkflows")).toEqual([]);
    expect(screen.getByRole("alert")).toHaveTextContent(/does not answer.*Showing the list as of/);
  });
});

describe("moving", () => {
  test("several from the bar, and back to where each came from", async () => {
    const { user, backend } = showWorkflows({ answers: { moveWorkflows: async () => null } });
    await user.click(await rowOf("Job listing tracker"));
    await user.keyboard("{Control>}{ArrowDown}{ArrowDown} {/Control}");
    const bar = screen.getByRole("toolbar", { name: "Selected workflows" });
    expect(bar).toHaveTextContent("2 selected");
    await user.click(within(bar).getByRole("button", { name: "Move to" }));
    await user.click(screen.getByRole("menuitem", { name: "Finance" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(backend.calls("moveWorkflows")).toEqual([
        ["c1", ["wpid_2", "wpid_4"], FINANCE.id],
        ["c1", ["wpid_2"], RECRUITING.id],
        ["c1", ["wpid_4"], null],
      ]),
    );
  });

  test("that the server refuses leaves everything where it was", async () => {
    const { user } = showWorkflows({
      answers: {
        moveWorkflows: async () => {
          throw new Error("The folder is gone.");
        },
      },
    });
    await user.pointer({ keys: "[MouseRight]", target: await rowOf("Untitled workflow") });
    await user.click(await screen.findByRole("menuitem", { name: "Move to" }));
    await user.keyboard("{ArrowRight}{Enter}");
    expect(
      await screen.findByText("Cannot move “Untitled workflow”. The folder is gone."),
    ).toBeVisible();
    expect(shownRows().slice(-2)).toEqual(["[No folder]", "Untitled workflow"]);
  });
});

test("a copy is chosen as soon as it is there", async () => {
  const copy = sampleRow({ id: "wpid_9", title: "Untitled workflow (copy)" });
  const { user } = showWorkflows({ answers: { duplicateWorkflows: async () => [copy] } });
  await user.click(await rowOf("Untitled workflow"));
  await user.keyboard("{Control>}d{/Control}");
  await waitFor(() => expect(selectedRows()).toEqual(["Untitled workflow (copy)"]));
});

test("export writes all chosen rows in the chosen format", async () => {
  const { user, backend } = showWorkflows({
    answers: {
      chooseAndExport: async () => ({
        folder: "/home/a/out",
        files: ["x.json"],
        openSecrets: ["custom_smtp_password of mail in “Invoice downloader”"],
      }),
    },
  });
  await user.click(await rowOf("Invoice downloader"));
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await screen.findByRole("menuitem", { name: "Export" });
  await user.keyboard("exp{ArrowRight}");
  await screen.findByRole("menuitem", { name: "As JSON…" });
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByText("1 file written to /home/a/out")).toBeVisible();
  expect(
    screen.getByText(/plain text: custom_smtp_password of mail in “Invoice downl/),
  ).toBeVisible();
  expect(backend.calls("chooseAndExport")).toEqual([["c1", ["wpid_1"], "json"]]);
});

test("Edit and Ctrl+E open the editor", async () => {
  const { user, onEdit } = showWorkflows();
  await user.click(await rowOf("Invoice downloader"));
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  await user.keyboard("{Control>}e{/Control}");
  expect(onEdit.mock.calls).toEqual([["wpid_1"], ["wpid_1"]]);
});

test("a new workflow is made on the server, stands in the list and opens", async () => {
  const made = sampleRow({ id: "wpid_9", title: "Untitled workflow 2" });
  const { user, onEdit, backend } = showWorkflows({ answers: { newWorkflow: async () => made } });
  await rowOf("Invoice downloader");
  await user.keyboard("{Control>}n{/Control}");
  await waitFor(() => expect(onEdit).toHaveBeenCalledWith("wpid_9"));
  expect(backend.calls("newWorkflow")).toEqual([["c1", null]]);
  expect(await rowOf("Untitled workflow 2")).toBeVisible();
});

describe("running", () => {
  const form = (last: LaunchForm["last"]) => ({ last, options: { title: "" } }) as LaunchForm;
  const last = { name: null, at: null, inputs: [{ key: "since", text: "2026" }] };

  test("Enter and the button open the launch dialog", async () => {
    const { user, onLaunch } = showWorkflows();
    await user.click(await rowOf("Invoice downloader"));
    await user.keyboard("{Enter}");
    await user.click(screen.getByRole("button", { name: "Run…" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(onLaunch.mock.calls).toEqual([
      ["wpid_1", undefined],
      ["wpid_1", undefined],
      ["wpid_1", undefined],
    ]);
  });

  const runAgain = async (answers: { form: LaunchForm; outcome?: LaunchOutcome }) => {
    const shown = showWorkflows({
      answers: {
        launchForm: async () => answers.form,
        launch: async () => answers.outcome ?? { outcome: "started", run: "wr_9" },
      },
    });
    await shown.user.click(await rowOf("Invoice downloader"));
    await shown.user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    return shown;
  };

  test("with the last inputs starts at once and opens the run", async () => {
    const { backend, onOpenRun } = await runAgain({ form: form(last) });
    await waitFor(() => expect(onOpenRun).toHaveBeenCalledWith("wr_9", "Invoice downloader"));
    expect(backend.calls("launch")[0]?.[1]).toMatchObject({
      workflow: "wpid_1",
      version: null,
      inputs: last.inputs,
    });
  });

  test("without last inputs, or when they do not fit, asks for them", async () => {
    const { onLaunch, backend } = await runAgain({ form: form(null) });
    await waitFor(() => expect(onLaunch).toHaveBeenCalledWith("wpid_1"));
    expect(backend.calls("launch")).toEqual([]);
  });

  test("whose outcome is unknown is never called a success", async () => {
    const outcome: LaunchOutcome = {
      outcome: "unknown",
      message: "The connection broke. The run may have been started.",
      candidates: ["wr_7"],
    };
    const { user, onOpenRun } = await runAgain({ form: form(last), outcome });
    expect(await screen.findByRole("alert")).toHaveTextContent(outcome.message);
    await user.click(screen.getByRole("button", { name: "Open run" }));
    expect(onOpenRun.mock.calls).toEqual([["wr_7", "Invoice downloader"]]);
  });
});
