import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { sampleAction, sampleHead } from "@/features/run-window/test-samples";
import {
  completedView,
  installFakeVideo,
  liveView,
  openRunWindow,
} from "@/features/run-window/test-window";

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
const _lines = () => screen.getAllByRole("treeitem").map((each) => each.getAttribute("aria-label"));

describe("details", () => {
  test("the input is that of the chosen block, or the parameters of the run", async () => {
    const { person, host } = await openRunWindow(
      completedView({ head: sampleHead({ inputs: { since: "1 Oct" } }) }),
    );
    await person.click(screen.getByRole("tab", { name: "Input" }));
    expect(screen.getByRole("tree", { name: "parameters" })).toHaveTextContent("1 Oct");
    await person.click(line(/login/));
    expect(await screen.findByRole("tree", { name: "login input" })).toBeInTheDocument();
    expect(host.calls("nodeDetail")).toEqual([["c1", "wr_1", "login"]]);
    await person.click(screen.getByRole("button", { name: "Shown input" }));
    await person.click(screen.getByRole("menuitemradio", { name: "Parameters" }));
    expect(screen.getByRole("tree", { name: "parameters" })).toBeInTheDocument();
  });

  test("an output that is a list of rows is a table", async () => {
    const head = sampleHead({ outputs: { rows_output: [{ vendor: "Fjord", total: 2 }] } });
    const { person } = await openRunWindow(completedView({ head }));
    const table = screen.getByRole("table", { name: "rows_output" });
    expect(within(table).getByRole("columnheader", { name: "vendor" })).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Show as tree" }));
    expect(screen.getByRole("tree", { name: "rows_output" })).toBeInTheDocument();
  });

  test("files are opened and saved", async () => {
    const downloads = [{ artifact: "a_1", name: "fjord.pdf", bytes: 118_000, isKept: true }];
    const { person, host } = await openRunWindow(
      completedView({ head: sampleHead({ outputs: { a: 1 }, downloads }) }),
      {
        openDownload: async () => null,
        saveArtifact: async () => false,
      },
    );
    await person.click(screen.getByRole("button", { name: /fjord.pdf 118 kB/ }));
    expect(host.calls("openDownload")).toEqual([["c1", "wr_1", "a_1"]]);
    await person.click(screen.getByRole("button", { name: "More for fjord.pdf" }));
    await person.click(screen.getByRole("menuitem", { name: "Save as…" }));
    expect(host.calls("saveArtifact")).toEqual([["c1", "wr_1", "a_1", "fjord.pdf"]]);
  });

  test("actions stand newest first while the run goes on, with what they wait for", async () => {
    const actions = [
      sampleAction("1", "get2", 60, { title: "Scroll down", seconds: 0.3, step: 1 }),
      sampleAction("2", "get2", 62, {
        title: "Click “Download PDF”",
        status: "running",
        step: 2,
        reasoning: "The total is shown.",
      }),
    ];
    await openRunWindow(liveView({ actions }));
    const cards = within(screen.getByRole("region", { name: "Actions" })).getAllByRole("button");
    expect(cards.map((card) => card.textContent)).toEqual([
      "Click “Download PDF”NowStep 2The total is shown.",
      "Scroll down0.3 sStep 1",
    ]);
  });
});
