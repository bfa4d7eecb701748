import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { RecordingsScreen } from "@/features/recordings/recordings-screen";
import { CONNECTION, sampleRecording } from "@/features/recordings/test-samples";
import type { ConnectionView, RecordingRow } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const ROWS: RecordingRow[] = [
  sampleRecording({ run: "wr_1" }),
  sampleRecording({ run: "wr_2", title: "Price watch", isKept: false, bytes: 9_000_000 }),
  sampleRecording({ run: "wr_3", title: "Permit check", isAvailable: false, bytes: 20_000 }),
  sampleRecording({ run: "wr_4", title: "Job tracker", isPinned: true, bytes: null }),
  sampleRecording({ run: "wr_5", title: "Old one", isKept: false, isAvailable: false }),
];

interface Start {
  rows?: RecordingRow[];
  answers?: FakeAnswers;
  connection?: ConnectionView;
  withStorage?: boolean;
}

function open({ rows = ROWS, answers, connection = CONNECTION, withStorage = true }: Start = {}) {
  const kept = { rows };
  const host = installFakeHost({
    recordings: async () => kept.rows,
    storageUsage: async () => ({ recordingsBytes: 1.24e9, otherBytes: 6e7, limitBytes: 5e9 }),
    ...answers,
  });
  const onOpenRun = vi.fn();
  const onShowStorage = vi.fn();
  const view = renderInWindow(
    <RecordingsScreen
      connection={connection}
      onOpenRun={onOpenRun}
      onShowStorage={withStorage ? onShowStorage : undefined}
    />,
  );
  return { ...view, host, kept, onOpenRun, onShowStorage };
}

const row = (words: RegExp) => screen.findByRole("row", { name: words });
const rows = () => screen.getAllByRole("row").slice(1);
const titles = () => rows().map((line) => within(line).getAllByRole("gridcell")[1]?.textContent);

describe("the list of recordings", () => {
  test("says where each is", async () => {
    open();
    expect(await row(/Invoice downloader/)).toHaveTextContent("On this computer");
    expect(await row(/Price watch/)).toHaveTextContent("On the server");
    expect(await row(/Permit check/)).toHaveTextContent("Only on this computer");
    expect(await row(/Old one/)).toHaveTextContent("No longer on the server");
  });

  test("is sorted by a press on a head, and searched from the keyboard", async () => {
    const { person } = open();
    await row(/Invoice/);
    await person.click(screen.getByRole("button", { name: "Size" }));
    expect(titles().slice(0, 2)).toEqual(["Price watch", "Invoice downloader"]);
    await person.keyboard("/permit");
    await waitFor(() => expect(titles()).toEqual(["Permit check"]));
    await person.keyboard("xx");
    await screen.findByText("No recording matches “permitxx”.");
    const grid = within(screen.getByRole("grid"));
    await person.click(grid.getByRole("button", { name: "Clear search" }));
    await waitFor(() => expect(rows()).toHaveLength(5));
  });

  test("opens the run by Enter", async () => {
    const { person, onOpenRun } = open();
    await person.click(await row(/Price watch/));
    await person.keyboard("{Enter}");
    expect(onOpenRun).toHaveBeenCalledWith("wr_2", "Price watch");
  });

  test("follows what is fetched and what ends", async () => {
    const { host, kept } = open();
    await row(/Price watch/);
    kept.rows = [sampleRecording({ run: "wr_2", title: "Price watch" })];
    act(() => host.emit("mediaChanged", { connection: "c1", run: "wr_2" }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    kept.rows = ROWS;
    act(() => host.emit("runsChanged", { connection: "c2" }));
    act(() => host.emit("runsChanged", { connection: "c1" }));
    await waitFor(() => expect(rows()).toHaveLength(5));
    expect(host.calls("recordings")).toHaveLength(3);
  });

  test("is empty with a word on how recordings come", async () => {
    open({ rows: [] });
    expect(await screen.findByText("No recordings yet")).toBeInTheDocument();
  });

  test("that cannot be read says why", async () => {
    open({
      answers: {
        recordings: async () => {
          throw new IpcError("library", "The library cannot be read.");
        },
      },
    });
    expect(await screen.findByText(/The library cannot be read\./)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
  });

  test("still plays what is here while the server does not answer", async () => {
    open({
      connection: {
        ...CONNECTION,
        status: { state: "unreachable", since: "2026-11-10T09:00:00Z", message: "Refused." },
      },
    });
    expect(
      await screen.findByText("Recordings on this computer play without the server"),
    ).toBeInTheDocument();
    expect(await row(/Invoice/)).toBeInTheDocument();
  });
});

describe("pinning", () => {
  test("is seen at once, by the button and by P", async () => {
    const pinRecording = vi.fn(async () => null);
    const { person } = open({ answers: { pinRecording } });
    const line = await row(/Price watch/);
    await person.click(within(line).getByRole("button", { name: /^Pin/ }));
    expect(pinRecording).toHaveBeenLastCalledWith("c1", "wr_2", true);
    await person.click(await row(/Job tracker/));
    await person.keyboard("p");
    expect(pinRecording).toHaveBeenLastCalledWith("c1", "wr_4", false);
  });

  test("that fails is taken back, and says why", async () => {
    const { person } = open({
      answers: {
        pinRecording: async () => {
          throw new IpcError("offline", "The server does not answer.");
        },
      },
    });
    const line = await row(/Price watch/);
    await person.click(within(line).getByRole("button", { name: /^Pin/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "Cannot pin “Price watch”. The server does not answer.",
    );
    await waitFor(async () =>
      expect(
        within(await row(/Price watch/)).getByRole("button", { name: /^Pin/ }),
      ).toHaveAttribute("aria-pressed", "false"),
    );
  });
});

describe("removing", () => {
  const removed = () => vi.fn(async () => null);

  test("what the server still has needs no question", async () => {
    const removeRecording = removed();
    const { person } = open({ answers: { removeRecording } });
    await person.click(await row(/Invoice/));
    await person.keyboard("{Delete}");
    expect(removeRecording).toHaveBeenCalledExactlyOnceWith("c1", "wr_1");
    expect(await screen.findByText("“Invoice downloader” stays on the server")).toBeInTheDocument();
  });

  test.each([
    ["Permit check", "It cannot be brought back.", "wr_3"],
    ["Job tracker", "It is pinned.", "wr_4"],
  ])("%s is asked about", async (title, words, run) => {
    const removeRecording = removed();
    const { person } = open({ answers: { removeRecording } });
    await person.pointer({ keys: "[MouseRight]", target: await row(new RegExp(title)) });
    await person.click(await screen.findByRole("menuitem", { name: /Remove from/ }));
    const dialog = await screen.findByRole("dialog", { name: new RegExp(title) });
    expect(dialog).toHaveTextContent(words);
    expect(removeRecording).not.toHaveBeenCalled();
    await person.click(within(dialog).getByRole("button", { name: "Remove recording" }));
    expect(removeRecording).toHaveBeenCalledExactlyOnceWith("c1", run);
  });

  test("what is not here is not offered", async () => {
    const { person } = open();
    await person.pointer({ keys: "[MouseRight]", target: await row(/Old one/) });
    expect(await screen.findByRole("menuitem", { name: /Open/ })).toBeInTheDocument();
    expect(screen.queryByRole("menuitem", { name: /Remove|Pin/ })).toBeNull();
  });
});

describe("the space in use", () => {
  test("leads to its setting", async () => {
    const { person, onShowStorage } = open();
    await person.click(await screen.findByRole("button", { name: "1.2 GB of 5 GB in use" }));
    expect(onShowStorage).toHaveBeenCalledOnce();
  });

  test("is only told where the setting is elsewhere", async () => {
    open({ withStorage: false });
    expect(await screen.findByText("1.2 GB of 5 GB in use")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /in use/ })).toBeNull();
  });
});
