import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { useNotices } from "@/app/use-notices";
import { renderInWindow } from "@/components/test-window";
import type { Notice, RunId } from "@/ipc/bindings";
import { installFakeHost } from "@/ipc/fake";

const FAILED: Notice = {
  kind: "runFailed",
  title: "Invoice downloader failed",
  body: "The button was not on the page.",
  connection: "c2",
  run: "wr_1",
};

function Listening({ ownRun }: { ownRun: RunId | null }) {
  useNotices(ownRun);
  return null;
}

function open(ownRun: RunId | null) {
  const host = installFakeHost({ openRun: async () => null });
  const view = renderInWindow(<Listening ownRun={ownRun} />);
  const tell = (change: Partial<Notice>) =>
    act(() => host.emit("noticeShown", { ...FAILED, ...change }));
  return { ...view, host, tell };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("notices in the main window", () => {
  test("say what happened and open the run, on whatever server it is", async () => {
    const { person, host, tell } = open(null);
    tell({});
    expect(screen.getByRole("alert")).toHaveTextContent(
      "Invoice downloader failed. The button was not on the page.",
    );
    await person.click(screen.getByRole("button", { name: "Open run" }));
    await waitFor(() =>
      expect(host.calls("openRun")).toEqual([["c2", "wr_1", "Invoice downloader failed"]]),
    );
  });

  test("a run that waits for a person is shown until it goes on", () => {
    vi.useFakeTimers();
    const { tell } = open(null);
    tell({ kind: "needsPerson", title: "Invoice downloader needs you", body: "" });
    act(() => vi.advanceTimersByTime(600_000));
    expect(screen.getByText("Invoice downloader needs you")).toBeInTheDocument();
    tell({ kind: "runCompleted", title: "Invoice downloader completed", body: "" });
    expect(screen.queryByText("Invoice downloader needs you")).not.toBeInTheDocument();
    act(() => vi.advanceTimersByTime(600_000));
    expect(screen.queryByText("Invoice downloader completed")).not.toBeInTheDocument();
  });

  test("a fault of the app has no run to open", () => {
    const { tell } = open(null);
    tell({ kind: "problem", title: "The disk is full", body: "", connection: null, run: null });
    expect(screen.getByRole("alert")).toHaveTextContent("The disk is full");
    expect(screen.queryByRole("button", { name: "Open run" })).not.toBeInTheDocument();
  });
});

describe("notices in the window of a run", () => {
  test("its own run is on the screen already", () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    open("wr_1").tell({});
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  test("another run is told of only where the person is", () => {
    const hasFocus = vi.spyOn(document, "hasFocus").mockReturnValue(false);
    const { tell } = open("wr_2");
    tell({});
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    hasFocus.mockReturnValue(true);
    tell({});
    expect(screen.getByRole("alert")).toHaveTextContent("Invoice downloader failed");
  });
});
