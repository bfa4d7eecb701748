import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { RunWindowEntry } from "@/app/run-window-entry";
import { sampleHost } from "@/app/test-host";
import { renderInWindow } from "@/components/test-window";
import type { LaunchInput } from "@/ipc/bindings";
import { installFakeHost } from "@/ipc/fake";

vi.mock("@/features/run-window/run-window", () => ({
  RunWindow: (props: {
    connectionId: string;
    runId: string;
    onRerun: (workflow: string, inputs: LaunchInput[], version: number | null) => void;
  }) => (
    <main>
      {props.connectionId} {props.runId}
      <button
        type="button"
        onClick={() => props.onRerun("w1", [{ key: "since", text: "May" }], null)}
      >
        Rerun
      </button>
    </main>
  ),
}));
vi.mock("@/features/launch/launch-dialog", () => ({
  LaunchDialog: (props: {
    connection: { name: string };
    prefill: LaunchInput[];
    onStarted: (run: string) => void;
  }) => (
    <div role="dialog" aria-label={`${props.connection.name} since ${props.prefill[0]?.text}`}>
      <button type="button" onClick={() => props.onStarted("wr_8")}>
        Start
      </button>
    </div>
  ),
}));
const closeWindow = vi.hoisted(() => vi.fn(async () => {}));
vi.mock("@/ipc/window", () => ({ closeWindow }));

test("a run can be started again with its inputs, in a window of its own", async () => {
  const host = installFakeHost(sampleHost());
  const { person } = renderInWindow(<RunWindowEntry connectionId="c2" runId="wr_1" />);
  expect(await screen.findByRole("main")).toHaveTextContent("c2 wr_1");
  await person.click(screen.getByRole("button", { name: "Rerun" }));
  await screen.findByRole("dialog", { name: "skyvern.halden.lan since May" });
  await person.click(screen.getByRole("button", { name: "Start" }));
  await waitFor(() => expect(host.calls("openRun")[0]?.slice(0, 2)).toEqual(["c2", "wr_8"]));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("Ctrl+W closes the window", async () => {
  installFakeHost(sampleHost());
  const { person } = renderInWindow(<RunWindowEntry connectionId="c1" runId="wr_1" />);
  await screen.findByRole("main");
  await person.keyboard("{Control>}w{/Control}");
  expect(closeWindow).toHaveBeenCalledOnce();
});
