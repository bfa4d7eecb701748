import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { sampleHead, sampleNode } from "@/features/run-window/test-samples";
import {
  installFakeVideo,
  LIVE,
  liveView,
  openRunWindow,
  startRunWindow,
} from "@/features/run-window/test-window";
import type { RunView } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { setWindowTitle } from "@/ipc/window";

vi.mock("@/ipc/window", () => ({
  Channel: class {
    onmessage = () => {};
  },
  setWindowTitle: vi.fn(async () => {}),
  setFullScreen: vi.fn(async () => {}),
}));

beforeEach(() => {
  installFakeVideo();
});

const line = (name: RegExp) => screen.getByRole("treeitem", { name });
const lines = () => screen.getAllByRole("treeitem").map((each) => each.getAttribute("aria-label"));

describe("the timeline", () => {
  test("shows the blocks with their states; only the running turn is open", async () => {
    await openRunWindow(liveView());
    expect(lines()).toEqual([
      "login, Completed, 0:18",
      "each, Running, 2 / 2",
      "1 · Hetzner, Completed, 0:32",
      "2 · Fjord, Running",
      "open_invoice, Completed, 0:08",
      "download_pdf, Running",
      "mail, Waiting",
    ]);
  });

  test("the running block is chosen, and the choice goes on with the run", async () => {
    const { emit } = await openRunWindow(liveView());
    expect(line(/download_pdf/)).toHaveAttribute("aria-selected", "true");
    await emit({
      nodes: [sampleNode("get2", { parent: "turn2" }), sampleNode("mail", { status: "running" })],
    });
    expect(line(/mail, Running/)).toHaveAttribute("aria-selected", "true");
  });

  test("choosing a block ends following, the switch takes it up again", async () => {
    const { person, emit } = await openRunWindow(liveView());
    await person.click(line(/login/));
    expect(screen.getByRole("switch", { name: "Follow" })).not.toBeChecked();
    await emit({ nodes: [sampleNode("mail", { status: "running" })] });
    expect(line(/login/)).toHaveAttribute("aria-selected", "true");
    await person.click(screen.getByRole("switch", { name: "Follow" }));
    expect(line(/mail/)).toHaveAttribute("aria-selected", "true");
  });

  test("changes of other runs are not this run's", async () => {
    const { emit } = await openRunWindow(liveView());
    await emit({ run: "wr_2", nodes: [sampleNode("mail", { status: "failed" })] });
    expect(line(/mail/)).toHaveAccessibleName("mail, Waiting");
  });

  test("a change that arrives before the run was read is not lost", async () => {
    let answer = (_: RunView) => {};
    const { emit } = startRunWindow(liveView(), {
      watchRun: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await emit({ nodes: [sampleNode("mail", { status: "completed" })] });
    answer(liveView());
    expect(await screen.findByRole("treeitem", { name: "mail, Completed" })).toBeInTheDocument();
  });
});

describe("the window", () => {
  test("is titled by the state of the run", async () => {
    const { emit } = await openRunWindow(liveView());
    await waitFor(() =>
      expect(setWindowTitle).toHaveBeenLastCalledWith("Running · Invoice downloader"),
    );
    await emit({ head: sampleHead({ status: "failed" }) });
    await waitFor(() =>
      expect(setWindowTitle).toHaveBeenLastCalledWith("Failed · Invoice downloader"),
    );
  });

  test("says why a run cannot be shown, and tries again", async () => {
    let isThere = false;
    const { person } = startRunWindow(liveView(), {
      watchRun: async () => {
        if (!isThere) throw new IpcError("offline", "skyvern.halden.lan does not answer.");
        return liveView();
      },
    });
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "skyvern.halden.lan does not answer.",
    );
    isThere = true;
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("treeitem", { name: /login/ })).toBeInTheDocument();
  });

  test("shows calmly that it is not up to date", async () => {
    const freshness = {
      state: "retrying" as const,
      since: "2026-11-23T09:12:00Z",
      message: "The server does not answer.",
    };
    await openRunWindow(liveView({ head: sampleHead({ ...LIVE, freshness }) }));
    expect(screen.getByText(/trying again/).closest('[role="status"]')).toHaveTextContent(
      "The server does not answer.",
    );
  });

  test("has its details on demand where it is narrow", async () => {
    vi.spyOn(window, "matchMedia").mockImplementation(
      (media) =>
        ({ matches: true, media, addEventListener() {}, removeEventListener() {} }) as never,
    );
    const { person } = await openRunWindow(liveView());
    expect(screen.queryByRole("complementary", { name: "Details" })).not.toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Details" }));
    expect(screen.getByRole("complementary", { name: "Details" })).toBeInTheDocument();
  });

  test("tells which block runs and how the run ends", async () => {
    const { emit } = await openRunWindow(liveView());
    await emit({
      nodes: [sampleNode("get2", { parent: "turn2" }), sampleNode("mail", { status: "running" })],
    });
    expect(screen.getByText("mail running")).toBeInTheDocument();
    await emit({ head: sampleHead({ status: "failed" }) });
    expect(screen.getByText("Invoice downloader: Failed")).toBeInTheDocument();
  });
});
