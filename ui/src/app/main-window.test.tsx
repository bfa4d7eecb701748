import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { MainWindow } from "@/app/main-window";
import { sampleHost } from "@/app/test-host";
import { renderInWindow } from "@/components/test-window";
import { sampleConnection, sampleConnections } from "@/features/connections/test-samples";
import type { RunChange, RunView, TimelineNode } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

// The screens have tests of their own; here they say only what they were given.
vi.mock("@/features/workflows/workflows-screen", () => ({
  WorkflowsScreen: (props: {
    connection: { id: string };
    folder: string | null;
    reveal: { workflow: string } | null;
    onLaunch: (workflow: string, version?: number) => void;
    onEdit: (workflow: string) => void;
    onShowRuns: (workflow: string) => void;
  }) => (
    <section aria-label="Workflows screen">
      {props.connection.id} {props.folder ?? "all"} {props.reveal?.workflow}
      <button type="button" onClick={() => props.onLaunch("w1", 3)}>
        Run w1
      </button>
      <button type="button" onClick={() => props.onEdit("w1")}>
        Edit w1
      </button>
      <button type="button" onClick={() => props.onShowRuns("w1")}>
        Runs of w1
      </button>
    </section>
  ),
}));
vi.mock("@/features/editor/editor-screen", () => ({
  EditorScreen: (props: {
    workflow: string;
    onClose: () => void;
    onRun: (options?: { partial: { blocks: string[]; outputsOf: null } }) => void;
    states: ReadonlyMap<string, string> | null;
  }) => (
    <section aria-label="Editor">
      {props.workflow} {[...(props.states ?? [])].map((state) => state.join(" ")).join(", ")}
      <button type="button" onClick={props.onClose}>
        Back
      </button>
      <button
        type="button"
        onClick={() => props.onRun({ partial: { blocks: ["a"], outputsOf: null } })}
      >
        Run from here
      </button>
    </section>
  ),
}));
vi.mock("@/features/runs/runs-screen", () => ({
  RunsScreen: (props: { workflow: string | null }) => (
    <section aria-label="Runs screen">
      {props.workflow ?? "all"}
      <input aria-label="Search runs" />
    </section>
  ),
}));
vi.mock("@/features/recordings/recordings-screen", () => ({
  RecordingsScreen: (props: { onShowStorage: () => void }) => (
    <section aria-label="Recordings screen">
      <button type="button" onClick={props.onShowStorage}>
        Limit
      </button>
    </section>
  ),
}));
vi.mock("@/features/runs/running-card", () => ({ RunningCard: () => null }));
vi.mock("@/features/launch/launch-dialog", () => ({
  LaunchDialog: (props: {
    workflow: string;
    version?: number;
    partial?: { blocks: string[] };
    onStarted: (run: string) => void;
  }) => (
    <div role="dialog" aria-label={`Run ${props.workflow} v${props.version}`}>
      {props.partial?.blocks}
      <button type="button" onClick={() => props.onStarted("wr_7")}>
        Start
      </button>
    </div>
  ),
}));

async function open(answers: FakeAnswers = {}) {
  const host = installFakeHost({ ...sampleHost(), ...answers });
  const view = renderInWindow(<MainWindow />);
  return { ...view, host };
}

const shown = (name: string) => screen.findByRole("region", { name });
const navigation = () => within(screen.getByRole("navigation", { name: "Screens" }));
const current = () => navigation().getByRole("button", { current: "page" }).textContent;

beforeEach(() => {
  document.documentElement.removeAttribute("data-theme");
});

describe("the start", () => {
  test("without a server it is the welcome, which gives way to the first one", async () => {
    let isAdded = false;
    const { person } = await open({
      connections: async () =>
        isAdded ? sampleConnections() : sampleConnections({ connections: [], active: null }),
      testConnection: async () => ({
        outcome: "connected",
        latencyMs: 1,
        baseUrl: "https://api.skyvern.com",
        serverVersion: null,
        organization: null,
        limits: [],
      }),
      addConnection: async () => {
        isAdded = true;
        return sampleConnection();
      },
    });
    await screen.findByRole("heading", { name: "Where should your workflows run?" });
    await person.type(screen.getByLabelText("API key"), "sk-1{Enter}");
    expect(await shown("Workflows screen")).toHaveTextContent("c1 all");
  });

  test("data that cannot be read is said, and tried again", async () => {
    let isDamaged = true;
    const { person } = await open({
      connections: async () => {
        if (isDamaged) throw new IpcError("library", "The data folder is not writable.");
        return sampleConnections();
      },
    });
    await screen.findByText("The data folder is not writable.");
    isDamaged = false;
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await shown("Workflows screen")).toBeInTheDocument();
  });

  test("a library that had to be built anew is told of", async () => {
    await open({
      about: async () => ({
        version: "0.1.0",
        dataFolder: "",
        logFolder: "",
        libraryNotice: "The local library was damaged and has been built anew.",
      }),
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("has been built anew");
  });

  test("the settings are in effect, and stay so when they change", async () => {
    const { host } = await open();
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
    host.emit("settingsChanged", { ...(await sampleHost().settings()), theme: "light" });
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("light"));
  });
});

describe("going to a screen", () => {
  test("by the sidebar, by keys, and back to what was chosen there", async () => {
    const { person } = await open();
    await shown("Workflows screen");
    expect(navigation().getByRole("button", { name: /^Workflows/ })).toHaveTextContent("17");
    expect(await navigation().findByText("1 running")).toBeInTheDocument();
    await person.click(await screen.findByRole("treeitem", { name: /Finance/ }));
    expect(await shown("Workflows screen")).toHaveTextContent("c1 fld_1");
    await person.keyboard("gr");
    expect(await shown("Runs screen")).toBeInTheDocument();
    expect(current()).toContain("Runs");
    expect(screen.queryByRole("region", { name: "Workflows screen" })).not.toBeInTheDocument();
    await person.keyboard("gw");
    expect(await shown("Workflows screen")).toHaveTextContent("c1 fld_1");
    await person.keyboard("{Control>},{/Control}");
    expect(await shown("Servers")).toBeInTheDocument();
  });

  test("letters do not lead away from a text field", async () => {
    const { person } = await open();
    await shown("Workflows screen");
    await person.keyboard("gr");
    await person.type(screen.getByLabelText("Search runs"), "gw");
    expect(current()).toContain("Runs");
  });

  test("from one screen to what belongs to it on another", async () => {
    const { person } = await open();
    await person.click(await screen.findByRole("button", { name: "Runs of w1" }));
    expect(await shown("Runs screen")).toHaveTextContent("w1");
    await person.keyboard("{Escape}ge");
    await person.click(await screen.findByRole("button", { name: "Limit" }));
    expect(await shown("Storage")).toBeInTheDocument();
  });

  test("to the editor and back, with a run of some blocks whose states come to it", async () => {
    const node = (id: string, label: string, status: string, role = "block") =>
      ({ id, label, status, role }) as unknown as TimelineNode;
    const change = (nodes: TimelineNode[]) =>
      ({ connection: "c1", run: "wr_7", nodes }) as unknown as RunChange;
    const view = { nodes: [node("1", "a", "running"), node("2", "b", "waiting")] };
    const { person, host } = await open({
      watchRun: async () => view as unknown as RunView,
      openRun: async () => null,
    });
    await person.click(await screen.findByRole("button", { name: "Edit w1" }));
    await shown("Editor");
    expect(screen.queryByRole("region", { name: "Workflows screen" })).not.toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Run from here" }));
    expect(await screen.findByRole("dialog", { name: /^Run w1/ })).toHaveTextContent("a");
    await person.click(screen.getByRole("button", { name: "Start" }));
    expect(await screen.findByText(/a running, b waiting/)).toBeVisible();
    const turns = [node("3", "b", "failed"), node("4", "b", "running"), node("5", "b", "waiting")];
    host.emit("runChanged", change([node("1", "a", "completed"), ...turns]));
    expect(await screen.findByText(/a completed, b running/)).toBeVisible();
    await person.click(screen.getByRole("button", { name: "Back" }));
    expect(await shown("Workflows screen")).toHaveTextContent("c1 all");
  });

  test("another server shows its own workflows", async () => {
    const { person, host } = await open();
    await person.click(await screen.findByRole("treeitem", { name: /Finance/ }));
    await person.keyboard("{Control>}2{/Control}");
    await waitFor(async () => expect(await shown("Workflows screen")).toHaveTextContent("c2 all"));
    expect(host.calls("selectConnection")).toEqual([["c2"]]);
  });
});

describe("the command palette", () => {
  test("opens with Ctrl+K and leads to a workflow in whatever folder it is", async () => {
    const { person } = await open();
    await shown("Workflows screen");
    await person.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox");
    await person.keyboard("inv");
    await screen.findByRole("option", { name: /Invoice downloader.*Finance/ });
    await person.keyboard("{Enter}");
    expect(await shown("Workflows screen")).toHaveTextContent("c1 all w1");
    expect(screen.queryByRole("combobox")).not.toBeInTheDocument();
  });

  test("changes the theme, and goes to a section of the settings", async () => {
    const { person, host } = await open();
    await shown("Workflows screen");
    await person.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox");
    await person.keyboard(">light{Enter}");
    await waitFor(() => expect(host.calls("updateSettings")[0]?.[0].theme).toBe("light"));
    await person.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox");
    await person.keyboard(">settings: short{Enter}");
    expect(await shown("Shortcuts")).toBeInTheDocument();
  });

  test("opens a workflow's page in the browser, or says that it has none", async () => {
    const { person, host } = await open();
    await shown("Workflows screen");
    await person.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox");
    await person.keyboard("inv");
    await person.click(await screen.findByRole("option", { name: /Open in Skyvern/ }));
    await waitFor(() => expect(host.calls("openLink")).toEqual([["https://app.skyvern.com/w1"]]));
  });
});

describe("running a workflow", () => {
  test("a started run gets its window, titled like its workflow", async () => {
    const { person, host } = await open();
    await person.click(await screen.findByRole("button", { name: "Run w1" }));
    expect(await screen.findByRole("dialog", { name: "Run w1 v3" })).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Start" }));
    await waitFor(() =>
      expect(host.calls("openRun")).toEqual([["c1", "wr_7", "Invoice downloader"]]),
    );
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  test("a window that cannot be opened is said", async () => {
    const { person } = await open({
      openRun: async () => {
        throw new IpcError("library", "The window of this run could not be opened.");
      },
    });
    await person.click(await screen.findByRole("button", { name: "Run w1" }));
    await person.click(await screen.findByRole("button", { name: "Start" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("could not be opened");
  });
});

test("the width of the sidebar is kept", async () => {
  const { person, host } = await open();
  await shown("Workflows screen");
  const edge = () => screen.getByRole("separator", { name: "Sidebar" });
  edge().focus();
  await person.keyboard("{ArrowRight}");
  await waitFor(() =>
    expect(host.calls("setLayout")[0]).toEqual([{ name: "main.panels", value: '{"sidebar":224}' }]),
  );
  expect(edge()).toHaveAttribute("aria-valuenow", "224");
});

test("Ctrl with + − 0 changes the text size", async () => {
  const { person, host } = await open();
  await shown("Workflows screen");
  await person.keyboard("{Control>}={/Control}");
  await waitFor(() => expect(host.calls("updateSettings").at(-1)?.[0].textPercent).toBe(110));
  await person.keyboard("{Control>}0{/Control}");
  await waitFor(() => expect(host.calls("updateSettings").at(-1)?.[0].textPercent).toBe(100));
});
