import { act, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { RunningCard } from "@/features/runs/running-card";
import { answerRuns, CONNECTION, sampleRun } from "@/features/runs/test-samples";
import type { RunRow } from "@/ipc/bindings";
import { installFakeHost } from "@/ipc/fake";

function open(rows: RunRow[]) {
  const kept = { rows };
  const host = installFakeHost({ runs: answerRuns(() => kept.rows) });
  const onOpenRun = vi.fn();
  const view = renderInWindow(<RunningCard connection={CONNECTION} onOpenRun={onOpenRun} />);
  const change = (next: RunRow[]) => {
    kept.rows = next;
    act(() => host.emit("runsChanged", { connection: CONNECTION.id }));
  };
  return { ...view, host, onOpenRun, change };
}

const running = (id: string, title: string) =>
  sampleRun({ id, title, status: "running", finishedAt: null, seconds: null });

test("the newest run under way is shown and opened, and goes when it ends", async () => {
  const { person, onOpenRun, change } = open([
    running("wr_3", "Job listing tracker"),
    running("wr_2", "Price watch"),
    sampleRun(),
  ]);
  const card = await screen.findByRole("button", { name: /Job listing tracker/ });
  expect(card).toHaveTextContent("Running · 1 more");
  expect(screen.getByRole("timer")).toBeInTheDocument();
  await person.click(card);
  expect(onOpenRun).toHaveBeenCalledWith("wr_3", "Job listing tracker");
  change([running("wr_2", "Price watch")]);
  expect(await screen.findByRole("button", { name: /Price watch/ })).toHaveTextContent("By hand");
  change([sampleRun()]);
  await waitFor(() => expect(screen.queryByRole("button", { name: /Price/ })).toBeNull());
});

test("nothing is drawn while nothing runs", async () => {
  const { host } = open([sampleRun()]);
  await waitFor(() => expect(host.calls("runs")).toHaveLength(1));
  expect(screen.queryByRole("timer")).toBeNull();
});

test("changes of another server are not asked for", async () => {
  const { host } = open([running("wr_3", "Job listing tracker")]);
  await screen.findByRole("button", { name: /Job listing tracker/ });
  act(() => host.emit("runsChanged", { connection: "c2" }));
  expect(host.calls("runs")).toHaveLength(1);
});
