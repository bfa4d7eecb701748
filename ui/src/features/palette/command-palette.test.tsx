import { screen, waitFor } from "@testing-library/react";
import { Settings } from "lucide-react";
import { describe, expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { CommandPalette } from "@/features/palette/command-palette";
import type { PaletteWorkflow } from "@/features/palette/palette-model";
import type { ConnectionView, PaletteResults, RunRow, WorkflowHit } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const CONNECTION: ConnectionView = {
  id: "c1",
  name: "Skyvern Cloud",
  color: "blue",
  kind: "cloud",
  baseUrl: "https://api.skyvern.com",
  key: "keychain",
  status: { state: "connected" },
  organization: null,
  serverVersion: null,
  workflowCount: 2,
  sync: { isRunning: false, workflowsRead: 0, lastFinishedAt: null, error: null },
  limits: [],
};

const WORKFLOWS: Record<string, PaletteWorkflow> = {
  w1: {
    id: "w1",
    title: "Invoice downloader",
    folder: "Finance",
    kinds: ["file_download"],
    recent: [{ run: "wr_9", status: "failed", at: "2026-11-03T07:30:00Z", seconds: 62 }],
  },
  w2: { id: "w2", title: "Invoice check", folder: null, kinds: [], recent: [] },
};

const hit = (id: string): WorkflowHit => ({ id, titleRanges: [[0, 3]], place: null });
const run = (id: string, title: string): RunRow => ({
  id,
  workflow: "w1",
  title,
  status: "completed",
  createdAt: null,
  startedAt: "2026-11-03T07:30:00Z",
  finishedAt: null,
  seconds: 3,
  trigger: null,
  failure: null,
});
const RESULTS: PaletteResults = {
  workflows: [hit("w1"), hit("w2"), hit("deleted-meanwhile")],
  runs: [run("wr_1", "Invoice downloader")],
  blocks: [
    {
      workflow: "w2",
      workflowTitle: "Invoice check",
      label: "parse_invoice",
      kind: "file_url_parser",
      ranges: [[6, 3]],
    },
  ],
};

function open(answers: FakeAnswers = {}) {
  const host = installFakeHost({
    kinds: async () => [],
    searchEverything: async () => RESULTS,
    ...answers,
  });
  const acts = {
    onClose: vi.fn(),
    onOpenWorkflow: vi.fn(),
    onOpenRun: vi.fn(),
    onAction: vi.fn(),
    openSettings: vi.fn(),
  };
  const view = renderInWindow(
    <CommandPalette
      {...acts}
      connection={CONNECTION}
      commands={[
        { id: "settings", title: "Go to Settings", icon: Settings, perform: acts.openSettings },
        { id: "sync", title: "Sync now", icon: Settings, words: "invalidate", perform: () => {} },
      ]}
      findWorkflow={(id) => WORKFLOWS[id]}
    />,
  );
  return { ...view, host, ...acts };
}

const active = () => screen.getByRole("option", { selected: true });
const group = (name: string) => screen.queryByRole("group", { name });

describe("the command palette", () => {
  test("shows commands before anything is typed, and asks nobody", () => {
    const { host } = open();
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "Go to Settings",
      "Sync now",
    ]);
    expect(host.calls("searchEverything")).toEqual([]);
  });

  test("finds workflows, runs, blocks and commands, and opens what is chosen", async () => {
    const { person, onOpenWorkflow, onOpenRun, onClose } = open();
    await person.keyboard("inv");
    expect(await screen.findByRole("group", { name: "Workflows" })).toHaveTextContent(
      "Invoice downloaderFinance",
    );
    expect(group("Runs")).toHaveTextContent("wr_1");
    expect(group("Blocks")).toHaveTextContent("parse_invoicein Invoice check");
    expect(group("Commands")).toHaveTextContent("Sync now");
    expect(active()).toHaveTextContent("Invoice downloader");
    expect(screen.getByRole("combobox")).toHaveAttribute("aria-activedescendant", active().id);
    await person.keyboard("{ArrowDown}{Enter}");
    expect(onOpenWorkflow).toHaveBeenCalledWith("w2");
    expect(onClose).toHaveBeenCalled();
    await person.click(screen.getByText("wr_1"));
    expect(onOpenRun).toHaveBeenCalledWith("wr_1", "Invoice downloader");
  });

  test("what a person does not see because it is gone is not offered", async () => {
    const { person } = open();
    await person.keyboard("inv");
    await screen.findByRole("group", { name: "Workflows" });
    expect(
      screen.getAllByRole("option", { name: /Invoice (downloader|check)/ }).length,
    ).toBeGreaterThan(0);
    expect(screen.queryByText("deleted-meanwhile")).not.toBeInTheDocument();
  });

  test("the actions are those of the workflow that was stood on last", async () => {
    const { person, onAction } = open();
    await person.keyboard("inv");
    await screen.findByRole("group", { name: "Actions on Invoice downloader" });
    expect(screen.getByRole("option", { name: /Watch the last recording/ })).toBeInTheDocument();
    await person.keyboard("{ArrowDown}");
    await screen.findByRole("group", { name: "Actions on Invoice check" });
    // It has never run.
    expect(
      screen.queryByRole("option", { name: /Watch the last recording/ }),
    ).not.toBeInTheDocument();
    await person.keyboard("{ArrowDown}");
    expect(active()).toHaveTextContent("Run…");
    await person.keyboard("{Enter}");
    expect(onAction).toHaveBeenCalledWith("launch", WORKFLOWS.w2);
  });

  test("Ctrl+Enter and Ctrl+L act on it without leaving the field", async () => {
    const { person, onAction, onOpenWorkflow } = open();
    await person.keyboard("inv");
    await screen.findByRole("group", { name: "Actions on Invoice downloader" });
    await person.keyboard("{Control>}{Enter}{/Control}");
    expect(onAction).toHaveBeenLastCalledWith("launch", WORKFLOWS.w1);
    await person.keyboard("{Control>}l{/Control}");
    expect(onAction).toHaveBeenLastCalledWith("recording", WORKFLOWS.w1);
    expect(onOpenWorkflow).not.toHaveBeenCalled();
  });

  test("Tab leads to the actions alone, and back", async () => {
    const { person, onAction } = open();
    await person.keyboard("inv");
    await screen.findByRole("group", { name: "Actions on Invoice downloader" });
    await person.keyboard("{Tab}");
    expect(group("Workflows")).not.toBeInTheDocument();
    await person.keyboard("runs{Enter}");
    expect(onAction).toHaveBeenCalledWith("runs", WORKFLOWS.w1);
  });

  test("> asks for commands only, # for runs only", async () => {
    const { person, openSettings, host } = open();
    await person.keyboard(">sett");
    expect(screen.getAllByRole("option")).toHaveLength(1);
    await person.keyboard("{Enter}");
    expect(openSettings).toHaveBeenCalled();
    expect(host.calls("searchEverything")).toEqual([]);
    await person.clear(screen.getByRole("combobox"));
    await person.keyboard("#inv");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    expect(active()).toHaveTextContent("wr_1");
    expect(host.calls("searchEverything").at(-1)).toEqual(["c1", "inv"]);
  });

  test("the results of the text before stay until the new ones are there", async () => {
    let answer: (results: PaletteResults) => void = () => {};
    const { person } = open({
      searchEverything: (_, text) =>
        text === "in"
          ? Promise.resolve(RESULTS)
          : new Promise((resolve) => {
              answer = resolve;
            }),
    });
    await person.keyboard("in");
    await screen.findByRole("group", { name: "Workflows" });
    await person.keyboard("v");
    expect(group("Workflows")).toBeInTheDocument();
    answer({ workflows: [], runs: [], blocks: [] });
    await waitFor(() => expect(group("Workflows")).not.toBeInTheDocument());
  });

  test("a search that failed says why and can be tried again", async () => {
    let isDamaged = true;
    const { person } = open({
      searchEverything: async () => {
        if (isDamaged) throw new IpcError("library", "The library cannot be read.");
        return RESULTS;
      },
    });
    await person.keyboard("xyz");
    await screen.findByText("The library cannot be read.");
    isDamaged = false;
    await person.keyboard("{Enter}");
    expect(await screen.findByRole("group", { name: "Workflows" })).toBeInTheDocument();
  });

  test("nothing found is said", async () => {
    const { person } = open({
      searchEverything: async () => ({ workflows: [], runs: [], blocks: [] }),
    });
    await person.keyboard("xyz");
    expect(await screen.findByText("No match")).toBeInTheDocument();
  });
});
