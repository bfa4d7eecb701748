import { screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import {
  at,
  sampleAction,
  sampleHead,
  sampleNode,
  sampleView,
} from "@/features/run-window/test-samples";
import {
  installFakeVideo,
  LIVE,
  openRunWindow,
  recording,
} from "@/features/run-window/test-window";
import type { LiveFrame, RunMedia, RunView } from "@/ipc/bindings";

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

const FRAME: LiveFrame = {
  state: "frame",
  image: "data:image/jpeg;base64,AA",
  width: 1920,
  height: 1080,
  url: "https://portal.example/invoices/NE-1",
};

function running(): RunView {
  return sampleView({
    head: sampleHead({ ...LIVE, startedAt: at(0) }),
    nodes: [
      sampleNode("get", { status: "running", startedAt: at(1) }),
      sampleNode("mail", { status: "waiting" }),
    ],
    actions: [
      sampleAction("1", "get", 2, {
        title: "Click “Download PDF”",
        reasoning: "The invoice is open.",
        screenshot: "a_1",
      }),
    ],
  });
}

test("the browser is on its way, then live, with its address", async () => {
  const { sendFrame } = await openRunWindow(running());
  expect(screen.getByText("Starting the browser…")).toBeInTheDocument();
  await sendFrame(FRAME);
  expect(screen.getByRole("img", { name: "The page in the browser of the run" })).toHaveAttribute(
    "src",
    FRAME.image,
  );
  expect(screen.getByText("Live")).toBeInTheDocument();
  expect(screen.getByTitle("https://portal.example/invoices/NE-1")).toBeInTheDocument();
});

test("a lost connection keeps the last picture and says so", async () => {
  const { sendFrame } = await openRunWindow(running());
  await sendFrame(FRAME);
  await sendFrame({ state: "lost", message: "The server does not answer." });
  expect(screen.getByText(/Connection lost, trying again/)).toHaveTextContent(
    "The server does not answer.",
  );
  expect(screen.getByRole("img", { name: "The page in the browser of the run" })).toHaveAttribute(
    "src",
    FRAME.image,
  );
  expect(screen.queryByText("Live")).not.toBeInTheDocument();
});

test("a server without live pictures shows the newest screenshot and why", async () => {
  const { sendFrame } = await openRunWindow(running());
  await sendFrame({
    state: "screenshot",
    image: "data:image/png;base64,BB",
    at: null,
    reason: "This server sends none.",
  });
  expect(screen.getByText(/Latest screenshot/)).toHaveTextContent("This server sends none.");
});

test("a run without a browser says so and shows its block instead", async () => {
  const { sendFrame } = await openRunWindow(running());
  await sendFrame({ state: "noBrowser" });
  expect(screen.getByText("No browser in this run so far")).toBeInTheDocument();
  expect(screen.getByText("Click “Download PDF”", { selector: "strong" })).toBeInTheDocument();
});

test("tells what is done, why, and what comes next", async () => {
  await openRunWindow(running());
  expect(screen.getByText("The invoice is open.", { selector: "dd" })).toBeInTheDocument();
  expect(screen.getByText("mail", { selector: "dd code" })).toBeInTheDocument();
  expect(screen.getByText("Step 23 of 60")).toBeInTheDocument();
});

test("a refused live view says why", async () => {
  await openRunWindow(running(), {
    showLiveView: async () => {
      throw new Error("The key was refused.");
    },
  });
  expect(await screen.findByText("The key was refused.")).toBeInTheDocument();
});

test("at the end the picture stays until the recording is there", async () => {
  let media: RunMedia = { state: "preparing" };
  const { emit, host, sendFrame } = await openRunWindow(running(), { runMedia: async () => media });
  await sendFrame(FRAME);
  await emit({
    head: sampleHead({ finishedAt: at(20) }),
    nodes: [sampleNode("get", { startedAt: at(1), finishedAt: at(20) })],
  });
  expect(await screen.findByText("Preparing the recording…")).toBeInTheDocument();
  expect(
    screen.getByRole("img", { name: "The last page in the browser of the run" }),
  ).toHaveAttribute("src", FRAME.image);
  expect(host.calls("hideLiveView")).toHaveLength(1);

  media = { state: "ready", recordings: [recording({ seconds: 20 })] };
  host.emit("mediaChanged", { connection: "c1", run: "wr_2" });
  host.emit("mediaChanged", { connection: "c1", run: "wr_1" });
  expect(await screen.findByLabelText("Recording of the browser")).toBeInTheDocument();
});
