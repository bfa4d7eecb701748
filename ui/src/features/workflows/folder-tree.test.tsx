import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { FINANCE, FOLDERS, UNREACHABLE } from "@/features/workflows/test-samples";
import { rowOf, shownRows, showWorkflows } from "@/features/workflows/test-screen";

vi.mock("@/ipc/window", () => ({ onFileDrop: () => () => {} }));

const line = (name: string) => screen.findByRole("treeitem", { name });

describe("folders", () => {
  test("count their workflows and choose what the list shows", async () => {
    const { user } = showWorkflows();
    await rowOf("Invoice downloader");
    const lines = screen
      .getAllByRole("treeitem")
      .map((one) => one.textContent)
      .slice(0, 4);
    expect(lines).toEqual(["All workflows4", "Finance2", "Recruiting1", "No folder1"]);
    await user.click(await line("Finance"));
    expect(shownRows()).toEqual(["Invoice downloader", "VAT number checker"]);
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(shownRows()).toEqual(["Untitled workflow"]);
  });

  test("a new one is typed in its line and is chosen", async () => {
    const made = { id: "fld_9", title: "Taxes", description: null };
    const { user, backend } = showWorkflows({ answers: { createFolder: async () => made } });
    await rowOf("Invoice downloader");
    await user.click(screen.getByRole("button", { name: "New folder" }));
    await user.keyboard("Taxes{Enter}");
    expect(await line("Taxes")).toHaveAttribute("aria-selected", "true");
    expect(backend.calls("createFolder")).toEqual([["c1", "Taxes"]]);
    expect(screen.getByText("No workflow in Taxes yet.")).toBeVisible();
  });

  test("F2 renames; Escape leaves the title as it was; a refusal keeps what was typed", async () => {
    let isTaken = true;
    const { user, backend } = showWorkflows({
      answers: {
        renameFolder: async (_, id, title) => {
          if (isTaken) throw new Error("There is a folder of this name.");
          return { id, title, description: null };
        },
      },
    });
    await user.click(await line("Finance"));
    await user.keyboard("{F2}Money{Escape}");
    expect(backend.calls("renameFolder")).toEqual([]);
    await user.keyboard("{F2}Money{Enter}");
    expect(
      await screen.findByText("Cannot rename “Finance”. There is a folder of this name."),
    ).toBeVisible();
    const field = screen.getByRole("textbox", { name: "Name of the folder" });
    expect(field).toHaveValue("Money");
    isTaken = false;
    await user.type(field, "{Enter}");
    expect(await line("Money")).toBeVisible();
  });

  test("are deleted alone or with their workflows, after a question", async () => {
    const { user, backend } = showWorkflows({ answers: { deleteFolder: async () => null } });
    await user.click(await line("Finance"));
    await user.keyboard("{Delete}");
    const dialog = await screen.findByRole("dialog", { name: "Delete the folder “Finance”?" });
    expect(dialog).toHaveTextContent("It holds 2 workflows.");
    expect(
      within(dialog).getByRole("button", { name: "Delete folder and 2 workflows" }),
    ).toBeVisible();
    await user.click(within(dialog).getByRole("button", { name: "Delete folder only" }));
    await waitFor(() =>
      expect(screen.queryByRole("treeitem", { name: "Finance" })).not.toBeInTheDocument(),
    );
    expect(backend.calls("deleteFolder")).toEqual([["c1", FINANCE.id, false]]);
    expect(await line("All workflows")).toHaveAttribute("aria-selected", "true");
  });

  test("follow what the backend says", async () => {
    let folders = [...FOLDERS];
    const { backend } = showWorkflows({ answers: { folders: async () => folders } });
    await line("Finance");
    folders = [{ ...FINANCE, title: "Money" }];
    act(() => backend.emit("foldersChanged", { connection: "c1" }));
    expect(await line("Money")).toBeVisible();
  });

  test("cannot be changed while the server is away", async () => {
    showWorkflows({ connection: UNREACHABLE });
    await line("Finance");
    const button = screen.getByRole("button", { name: "skyvern.halden.lan does not answer" });
    expect(button).toBeDisabled();
  });
});
