import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { sampleAction, sampleHead } from "@/features/run-window/test-samples";
import {
  completedView,
  installFakeVideo,
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

const line = (name: RegExp) => screen.getByRole("treeitem", { name });

test("the input is that of the chosen block", async () => {
  const { person, host } = await openRunWindow(completedView());
  await person.click(screen.getByRole("tab", { name: "Input" }));
  await person.click(line(/login/));
  expect(await screen.findByRole("tree", { name: "login input" })).toBeInTheDocument();
  expect(host.calls("nodeDetail")).toEqual([["c1", "wr_1", "login"]]);
});

test("the parameters of the run are shown without a block, and on demand", async () => {
  const view = completedView({ head: sampleHead({ inputs: { since: "1 Oct" } }) });
  const { person } = await openRunWindow(view);
  await person.click(screen.getByRole("tab", { name: "Input" }));
  expect(screen.getByLabelText("parameters")).toHaveTextContent("1 Oct");
  await person.click(line(/login/));
  expect(screen.queryByLabelText("parameters")).not.toBeInTheDocument();
  await person.click(screen.getByLabelText("Shown input"));
  await person.click(screen.getByRole("menuitemradio", { name: "Parameters" }));
  expect(screen.getByLabelText("parameters")).toHaveTextContent("1 Oct");
});

test("a block that cannot be read says why, and is read again on demand", async () => {
  let isThere = false;
  const { person } = await openRunWindow(completedView(), {
    nodeDetail: async (_connection, _run, node) => {
      if (!isThere) throw new IpcError("offline", "The server does not answer.");
      return { node, label: node, inputs: { url: "https://a.example" }, output: null };
    },
  });
  await person.click(screen.getByRole("tab", { name: "Input" }));
  await person.click(line(/login/));
  expect(await screen.findByText("The server does not answer.")).toBeInTheDocument();
  isThere = true;
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("tree", { name: "login input" })).toHaveTextContent(
    "https://a.example",
  );
});

test("the output of the chosen block comes before those of the run", async () => {
  const view = completedView({ head: sampleHead({ outputs: { mail_output: { sent: true } } }) });
  const nodes = view.nodes.map((node) =>
    node.id === "login" ? { ...node, hasOutput: true } : node,
  );
  const { person } = await openRunWindow({ ...view, nodes });
  expect(screen.getByRole("tree", { name: "mail_output" })).toBeInTheDocument();
  await person.click(line(/login/));
  expect(await screen.findByRole("tree", { name: "login_output" })).toBeInTheDocument();
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
  const head = sampleHead({ outputs: { a: 1 }, downloads });
  const { person, host } = await openRunWindow(completedView({ head }), {
    openDownload: async () => null,
    saveArtifact: async () => false,
  });
  await person.click(screen.getByRole("button", { name: /^fjord.pdf/ }));
  expect(host.calls("openDownload")).toEqual([["c1", "wr_1", "a_1"]]);
  await person.click(screen.getByRole("button", { name: "More for fjord.pdf" }));
  await person.click(screen.getByRole("menuitem", { name: "Save as…" }));
  expect(host.calls("saveArtifact")).toEqual([["c1", "wr_1", "a_1", "fjord.pdf"]]);
});

test("actions stand newest first while the run goes on, with their reasons", async () => {
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
