import { act, screen, waitFor, within } from "@testing-library/react";
import { Activity, useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { RunsScreen } from "@/features/runs/runs-screen";
import { answerRuns, CONNECTION, sampleRun } from "@/features/runs/test-samples";
import type { ConnectionView, RunRow, WorkflowId } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const REASON = "“Download PDF” was not on the page after 3 tries.";
const ROWS: RunRow[] = [
  sampleRun({ id: "wr_9", status: "running", finishedAt: null, seconds: null }),
  sampleRun({ id: "wr_8", status: "queued", startedAt: null, finishedAt: null, seconds: null }),
  sampleRun({ id: "wr_7", title: "Price watch", workflow: "wpid_2", trigger: "scheduled" }),
  sampleRun({ id: "wr_6", status: "failed", failure: REASON }),
];

beforeEach(() => {
  vi.setSystemTime("2026-11-20T12:00:00Z");
});
afterEach(() => {
  vi.useRealTimers();
});

interface Start {
  rows?: RunRow[];
  answers?: FakeAnswers;
  connection?: ConnectionView;
  workflow?: WorkflowId;
}

/** The window keeps the screen while another one is shown. */
let showScreen: (isShown: boolean) => void;

function open({ rows = ROWS, answers, connection = CONNECTION, workflow }: Start = {}) {
  const kept = { rows };
  const host = installFakeHost({
    runs: answerRuns(() => kept.rows),
    workflow: async () => ({ row: { title: "Price watch" } }) as never,
    ...answers,
  });
  const acts = { onOpenRun: vi.fn(), onLaunch: vi.fn() };
  function Window() {
    const [only, setOnly] = useState<WorkflowId | null>(workflow ?? null);
    const [isShown, setShown] = useState(true);
    showScreen = setShown;
    return (
      <Activity mode={isShown ? "visible" : "hidden"}>
        <RunsScreen connection={connection} workflow={only} onWorkflowChange={setOnly} {...acts} />
      </Activity>
    );
  }
  const view = renderInWindow(<Window />);
  const change = (next: RunRow[]) => {
    kept.rows = next;
    act(() => host.emit("runsChanged", { connection: connection.id }));
  };
  return { ...view, ...acts, host, change };
}

/** Rows of runs; heads of days and columns left out. */
const rows = () => screen.queryAllByRole("row", { selected: false }).concat(selected());
const selected = () => screen.queryAllByRole("row", { selected: true });
const row = (words: string | RegExp) => screen.findByRole("row", { name: words });
const menuItem = (name: string | RegExp) => screen.findByRole("menuitem", { name });

describe("the list of runs", () => {
  test("shows how each run stands, by days", async () => {
    open();
    expect(await row(/^Running Invoice downloader/)).toBeInTheDocument();
    expect(await row(/Price watch/)).toHaveTextContent("Schedule");
    expect(await row(/wr_6/)).toHaveTextContent(REASON);
    expect(screen.getByRole("row", { name: /^1[01] Nov, 4$/ })).toBeInTheDocument();
    expect(screen.getByText("4 runs")).toBeInTheDocument();
  });

  test("is searched from the keyboard", async () => {
    const { person } = open();
    await row(/wr_9/);
    await person.keyboard("/page after");
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent("wr_6");
    await person.keyboard("{Escape}");
    await waitFor(() => expect(rows()).toHaveLength(4));
  });

  test("is limited to statuses, and says when nothing is left", async () => {
    const { person } = open();
    await row(/wr_9/);
    await person.click(screen.getByRole("button", { name: "Running" }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    await person.click(screen.getByRole("button", { name: "Running" }));
    await person.click(screen.getByRole("button", { name: "Canceled" }));
    expect(await screen.findByText("No run matches the filters.")).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Show all runs" }));
    await waitFor(() => expect(rows()).toHaveLength(4));
  });

  test("is limited to one workflow until its chip is taken away", async () => {
    const { person } = open({ workflow: "wpid_2" });
    await row(/wr_7/);
    expect(rows()).toHaveLength(1);
    expect(
      await within(screen.getByRole("group", { name: "Runs" })).findByText("Price watch"),
    ).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Show the runs of all workflows" }));
    await waitFor(() => expect(rows()).toHaveLength(4));
  });

  test("follows the server", async () => {
    const { change } = open();
    await row(/wr_9/);
    change([sampleRun({ id: "wr_10", title: "Permit check" }), sampleRun({ id: "wr_9" })]);
    expect(await row(/Permit check/)).toBeInTheDocument();
    expect(await row(/wr_9/)).toHaveTextContent("Completed");
    expect(rows()).toHaveLength(2);
  });

  test("is read again when its screen is shown again", async () => {
    const { host } = open();
    await row(/wr_9/);
    await act(async () => showScreen(false));
    expect(host.calls("runs")).toHaveLength(1);
    await act(async () => showScreen(true));
    expect(await row(/wr_9/)).toBeVisible();
    expect(host.calls("runs")).toHaveLength(2);
  });

  test("reads 3,000 runs without being scrolled", async () => {
    const many = Array.from({ length: 3000 }, (_, place) => sampleRun({ id: `wr_${place}` }));
    const { host } = open({ rows: many });
    await waitFor(() => expect(host.calls("runs")).toHaveLength(6));
    expect(host.calls("runs").map(([, query]) => query.offset)).toEqual([
      0, 500, 1000, 1500, 2000, 2500,
    ]);
    await waitFor(() =>
      expect(screen.getByRole("grid", { name: "Runs" })).toHaveAttribute("aria-rowcount", "3002"),
    );
  });
});

describe("one run", () => {
  test("is opened by Enter and by double click", async () => {
    const { person, onOpenRun } = open();
    await person.click(await row(/wr_7/));
    await person.keyboard("{Enter}");
    expect(onOpenRun).toHaveBeenCalledWith("wr_7", "Price watch");
    await person.dblClick(await row(/wr_6/));
    expect(onOpenRun).toHaveBeenLastCalledWith("wr_6", "Invoice downloader");
  });

  test("has a menu with what fits it", async () => {
    const { person, onLaunch } = open();
    await person.pointer({ keys: "[MouseRight]", target: await row(/wr_7/) });
    expect(screen.queryByRole("menuitem", { name: /Cancel/ })).toBeNull();
    await person.click(await menuItem("Run workflow…"));
    expect(onLaunch).toHaveBeenCalledWith("wpid_2");
    await person.pointer({ keys: "[MouseRight]", target: await row(/wr_7/) });
    await person.click(await menuItem("Only this workflow"));
    await waitFor(() => expect(rows()).toHaveLength(1));
  });

  test("is cancelled only after a question", async () => {
    const cancelRuns = vi.fn(async () => ({ done: ["wr_9"], failed: [] }));
    const { person } = open({ answers: { cancelRuns } });
    const cancel = async () => {
      await person.pointer({ keys: "[MouseRight]", target: await row(/wr_9/) });
      await person.click(await menuItem("Cancel run…"));
    };
    await cancel();
    await person.click(await screen.findByRole("button", { name: "Keep running" }));
    expect(cancelRuns).not.toHaveBeenCalled();
    await cancel();
    await person.click(await screen.findByRole("button", { name: "Cancel run" }));
    expect(cancelRuns).toHaveBeenCalledExactlyOnceWith("c1", ["wr_9"]);
    expect(await screen.findByText("Told “Invoice downloader” to stop")).toBeInTheDocument();
  });

  test("is retried at once, and the new run can be opened", async () => {
    const { person, onOpenRun } = open({
      answers: { retryRuns: async () => ({ done: ["wr_11"], failed: [] }) },
    });
    await person.pointer({ keys: "[MouseRight]", target: await row(/wr_6/) });
    await person.click(await menuItem("Retry with same inputs"));
    await person.click(await screen.findByRole("button", { name: "Open" }));
    expect(onOpenRun).toHaveBeenCalledWith("wr_11", "Invoice downloader");
  });

  test("has an id that can be copied", async () => {
    const { person } = open();
    await person.click(await row(/wr_6/));
    await person.keyboard("{Control>}c{/Control}");
    expect(await screen.findByText("Id copied")).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe("wr_6");
  });
});

describe("several runs", () => {
  test("get each what fits them, and what failed is listed with its reason", async () => {
    const retryRuns = vi.fn(async () => ({
      done: ["wr_12"],
      failed: [{ run: "wr_6", message: "This server is too old." }],
    }));
    const { person } = open({ answers: { retryRuns } });
    await person.click(await row(/wr_9/));
    await person.keyboard("{Control>}a{/Control}");
    const bar = screen.getByRole("toolbar", { name: "Selected runs" });
    expect(bar).toHaveTextContent("4 selected");
    expect(within(bar).getByRole("button", { name: "Cancel 2…" })).toBeInTheDocument();
    await person.click(within(bar).getByRole("button", { name: "Retry 2…" }));
    await person.click(await screen.findByRole("button", { name: "Retry 2 runs" }));
    expect(retryRuns).toHaveBeenCalledExactlyOnceWith("c1", ["wr_7", "wr_6"]);
    const report = await screen.findByRole("dialog", { name: "1 of 2 runs not started again" });
    expect(report).toHaveTextContent("This server is too old.");
  });

  test("stay as they are when the server cannot be reached", async () => {
    const { person } = open({
      answers: {
        cancelRuns: async () => {
          throw new IpcError("offline", "The server does not answer.");
        },
      },
    });
    await person.click(await row(/wr_9/));
    await person.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await person.click(screen.getByRole("button", { name: "Cancel 2…" }));
    await person.click(await screen.findByRole("button", { name: "Cancel 2 runs" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "Cannot cancel 2 runs. The server does not answer.",
    );
  });

  test("that leave the list are not chosen any more", async () => {
    const { person } = open();
    await person.click(await row(/wr_9/));
    await person.keyboard("{Control>}a{/Control}");
    await person.click(screen.getByRole("button", { name: "Failed" }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.queryByRole("toolbar", { name: "Selected runs" })).toBeNull();
  });
});

describe("a list that cannot be shown", () => {
  test("says why, and is asked for again", async () => {
    let isUp = false;
    const answer = answerRuns(() => ROWS);
    const { person } = open({
      answers: {
        runs: async (...asked) => {
          if (!isUp) throw new IpcError("library", "The disk is full.");
          return answer(...asked);
        },
      },
    });
    expect(await screen.findByText(/The disk is full\./)).toBeInTheDocument();
    isUp = true;
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await row(/wr_9/)).toBeInTheDocument();
  });

  test("is empty on a server without runs", async () => {
    open({ rows: [] });
    expect(await screen.findByText("No runs yet")).toBeInTheDocument();
  });

  test("stays while the server does not answer, and the server is asked again by hand", async () => {
    const message = "The server refused the connection.";
    const { person, host } = open({
      connection: {
        ...CONNECTION,
        status: { state: "unreachable", since: "2026-11-10T11:30:00Z", message },
      },
      answers: { checkConnection: async () => CONNECTION },
    });
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("Halden production does not answer");
    expect(alert).toHaveTextContent(message);
    expect(await row(/wr_9/)).toBeInTheDocument();
    await person.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(host.calls("checkConnection")).toEqual([["c1"]]);
  });
});
