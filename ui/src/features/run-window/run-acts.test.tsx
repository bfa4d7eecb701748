import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { loopNodes, sampleHead, sampleLine } from "@/features/run-window/test-samples";
import {
  completedView,
  installFakeVideo,
  LIVE,
  liveView,
  openRunWindow,
} from "@/features/run-window/test-window";
import { IpcError } from "@/ipc/client";

vi.mock("@/ipc/window", () => ({
  Channel: class {
    onmessage = () => {};
  },
  setWindowTitle: async () => {},
  setFullScreen: async () => {},
}));

beforeEach(() => {
  installFakeVideo();
});

const inPopover = (name: string) =>
  within(screen.getByRole("dialog")).getByRole("button", { name });

describe("acting on the run", () => {
  test("cancelling asks once, in place", async () => {
    const { person, host } = await openRunWindow(liveView(), {
      cancelRuns: async (_connection, runs) => ({ done: runs, failed: [] }),
    });
    await person.click(screen.getByRole("button", { name: "Cancel run" }));
    expect(host.calls("cancelRuns")).toEqual([]);
    await person.click(inPopover("Cancel run"));
    expect(host.calls("cancelRuns")).toEqual([["c1", ["wr_1"]]]);
    expect(screen.getByRole("button", { name: "Cancelling" })).toBeInTheDocument();
  });

  test("a cancel that was refused says why and can be tried again", async () => {
    const { person } = await openRunWindow(liveView(), {
      cancelRuns: async () => ({
        done: [],
        failed: [{ run: "wr_1", message: "The run is over." }],
      }),
    });
    await person.click(screen.getByRole("button", { name: "Cancel run" }));
    await person.click(inPopover("Cancel run"));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The run was not cancelled: The run is over.",
    );
    expect(screen.getByRole("button", { name: "Cancel run" })).toBeInTheDocument();
  });

  test("running again hands over the inputs and the version", async () => {
    const head = sampleHead({ inputs: { since: "1 Oct", count: 3 } });
    const { person, onRerun } = await openRunWindow(completedView({ head }));
    await person.click(screen.getByRole("button", { name: "Rerun…" }));
    expect(onRerun).toHaveBeenCalledWith(
      "wpid_1",
      [
        { key: "since", text: "1 Oct" },
        { key: "count", text: "3" },
      ],
      31,
    );
  });

  test("a retry opens the window of the new run", async () => {
    const { person, host } = await openRunWindow(completedView(), {
      retryRuns: async () => ({ done: ["wr_2"], failed: [] }),
      openRun: async () => null,
    });
    await person.click(screen.getByRole("button", { name: "Other ways to run again" }));
    await person.click(screen.getByRole("menuitem", { name: "Retry with same inputs" }));
    await waitFor(() =>
      expect(host.calls("openRun")).toEqual([["c1", "wr_2", "Invoice downloader"]]),
    );
  });

  test("outputs are exported as CSV when they hold a list of rows", async () => {
    const head = sampleHead({
      outputs: { each_output: { invoices: [{ vendor: "Fjord", total: 2 }] } },
    });
    const { person, host } = await openRunWindow(completedView({ head }), {
      saveText: async () => true,
    });
    await person.click(screen.getByRole("button", { name: "Export…" }));
    await person.click(screen.getByRole("menuitem", { name: "Outputs as CSV…" }));
    expect(host.calls("saveText")).toEqual([
      ["invoice-downloader-outputs.csv", "vendor,total\r\nFjord,2\r\n"],
    ]);
    expect(await screen.findByText("Saved invoice-downloader-outputs.csv")).toBeInTheDocument();
  });

  test("the launch is copied as a command", async () => {
    const head = sampleHead({ inputs: { a: "b" } });
    const { person, host } = await openRunWindow(completedView({ head }), {
      launchCommand: async () => "curl $SKYVERN_API_KEY",
    });
    await person.click(screen.getByRole("button", { name: "More" }));
    screen.getByRole("menuitem", { name: "Copy as command" }).focus();
    await person.keyboard("{ArrowRight}");
    await person.click(await screen.findByRole("menuitem", { name: "curl" }));
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe("curl $SKYVERN_API_KEY"),
    );
    expect(host.calls("launchCommand")[0]?.[1]).toMatchObject({
      workflow: "wpid_1",
      version: 31,
      inputs: [{ key: "a", text: "b" }],
    });
  });
});

describe("a run that failed", () => {
  const failure = {
    node: "get2",
    title: "download_pdf failed for “Fjord”, 2 of 2",
    reason: "“Download PDF” was not on the page.",
    nextStep: "A consent dialog may have covered it.",
    errorCodes: ["NOT_FOUND"],
  };
  const head = sampleHead({
    status: "failed",
    failure,
    appUrl: "https://app.skyvern.example/runs/wr_1",
  });
  const failed = () =>
    completedView({
      head,
      nodes: loopNodes().map((node) =>
        node.id === "get2" ? { ...node, status: "failed" as const } : node,
      ),
      log: [
        sampleLine("Open invoice", 50),
        sampleLine("No such button", 60, { level: "problem", node: "get2" }),
      ],
    });

  test("says which block, why, and what may help", async () => {
    await openRunWindow(failed());
    const banner = screen.getByRole("alert");
    expect(banner).toHaveTextContent("download_pdf failed for “Fjord”, 2 of 2");
    expect(banner).toHaveTextContent(
      "“Download PDF” was not on the page. A consent dialog may have covered it. NOT_FOUND",
    );
  });

  test("opens at the failing block, with the log", async () => {
    await openRunWindow(failed());
    expect(screen.getByRole("treeitem", { name: /download_pdf/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    expect(screen.getByRole("tab", { name: "Log" })).toHaveAttribute("aria-selected", "true");
    expect(await screen.findByRole("slider", { name: "Recording" })).toHaveAttribute(
      "aria-valuetext",
      "download_pdf, 0:58 of 1:40",
    );
  });

  test("is shown in Skyvern", async () => {
    const { person, host } = await openRunWindow(failed(), { openLink: async () => null });
    await person.click(screen.getByRole("button", { name: "Show in Skyvern" }));
    expect(host.calls("openLink")).toEqual([["https://app.skyvern.example/runs/wr_1"]]);
  });

  test("its log is searched and cut down to problems", async () => {
    const { person } = await openRunWindow(failed());
    await person.click(screen.getByRole("radio", { name: "Problems 1" }));
    expect(screen.queryByText("Open invoice")).not.toBeInTheDocument();
    await person.type(screen.getByRole("searchbox", { name: "Search log" }), "payrol");
    expect(screen.getByText("No line with “payrol”.")).toBeInTheDocument();
  });
});

describe("a block that asks a person", () => {
  const approval = {
    node: "mail",
    instructions: "Check the totals.",
    approveLabel: "Send the order",
    rejectLabel: "Stop here",
    timesOutAt: null,
  };
  const asking = () => liveView({ head: sampleHead({ ...LIVE, status: "paused", approval }) });

  test("shows its instructions and is answered as it says", async () => {
    const { person, host } = await openRunWindow(asking(), { approveRun: async () => null });
    expect(screen.getByRole("alert")).toHaveTextContent("Check the totals.");
    await person.click(screen.getByRole("button", { name: "Send the order" }));
    expect(host.calls("approveRun")).toEqual([["c1", "wr_1"]]);
  });

  test("is refused only after a second word, because that ends the run", async () => {
    const { person, host } = await openRunWindow(asking(), { rejectRun: async () => null });
    await person.click(screen.getByRole("button", { name: "Stop here" }));
    expect(host.calls("rejectRun")).toEqual([]);
    await person.click(inPopover("Stop here"));
    expect(host.calls("rejectRun")).toEqual([["c1", "wr_1"]]);
  });

  test("can be answered again when the answer did not arrive", async () => {
    const { person } = await openRunWindow(asking(), {
      approveRun: async () => {
        throw new IpcError("offline", "The server does not answer.");
      },
    });
    await person.click(screen.getByRole("button", { name: "Send the order" }));
    expect(
      await screen.findByText("The answer was not sent: The server does not answer."),
    ).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send the order" })).not.toHaveAttribute("aria-busy");
  });
});
