import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { at, sampleAction, sampleHead, sampleLine } from "@/features/run-window/test-samples";
import {
  completedView,
  type FakeVideo,
  installFakeVideo,
  openRunWindow,
  recording,
  shownVideo,
} from "@/features/run-window/test-window";
import { setFullScreen } from "@/ipc/window";

vi.mock("@/ipc/window", () => ({
  Channel: class {
    onmessage = () => {};
  },
  setWindowTitle: async () => {},
  setFullScreen: vi.fn(async () => {}),
}));

let video: FakeVideo;

beforeEach(() => {
  video = installFakeVideo();
});

const line = (name: RegExp) => screen.getByRole("treeitem", { name });
const slider = () => screen.getByRole("slider", { name: "Recording" });
const place = () => slider().getAttribute("aria-valuetext");

/** A run with an action in each block that moves the page. */
function view() {
  return completedView({
    actions: [
      sampleAction("a1", "login", 1),
      sampleAction("a2", "open1", 19),
      sampleAction("a3", "get1", 31.5),
      sampleAction("a4", "open2", 51),
      sampleAction("a5", "get2", 60.25),
    ],
    log: [sampleLine("Totals are shown", 61, { node: "get2" })],
  });
}

async function open(
  ...more: Parameters<typeof openRunWindow> extends [unknown, ...infer Rest] ? Rest : never
) {
  const shown = await openRunWindow(view(), ...more);
  await screen.findByLabelText("Recording of the browser");
  return shown;
}

describe("from the timeline to the video", () => {
  test("a block leads to the second at which it began", async () => {
    const { person } = await open();
    await person.click(line(/mail/));
    expect(shownVideo().currentTime).toBe(80);
    expect(place()).toBe("mail, 1:20 of 1:40");
  });

  test("a loop leads to its first block and stays chosen", async () => {
    const { person } = await open();
    await person.click(line(/each/));
    expect(shownVideo().currentTime).toBe(18);
    expect(line(/each/)).toHaveAttribute("aria-selected", "true");
  });

  test("an action and a line of the log lead to their moment", async () => {
    const { person } = await open();
    await person.click(screen.getByRole("tab", { name: "Actions" }));
    await person.click(screen.getByRole("button", { name: /Click a5/ }));
    expect(shownVideo().currentTime).toBe(60.25);
    expect(line(/download_pdf/)).toHaveAttribute("aria-selected", "true");
    await person.click(screen.getByRole("tab", { name: "Log" }));
    await person.click(screen.getByRole("button", { name: /Totals are shown/ }));
    expect(shownVideo().currentTime).toBe(61);
  });

  test("a screenshot leads to when it was taken", async () => {
    const { person } = await open({
      screenshots: async () => [
        { artifact: "s1", url: "http://127.0.0.1:1/t/s1", at: at(33), node: "get1" },
      ],
    });
    await person.click(await screen.findByRole("button", { name: "download_pdf, 1 of 2" }));
    expect(shownVideo().currentTime).toBe(33);
  });

  test("the latest of several wishes is granted while the first is being sought", async () => {
    const { person } = await open();
    video.isSeeking = true;
    await person.click(line(/each/));
    await person.click(line(/mail/));
    expect(shownVideo().currentTime).toBe(0);
    expect(place()).toBe("mail, 1:20 of 1:40");
    video.isSeeking = false;
    await video.tell("seeked");
    expect(shownVideo().currentTime).toBe(80);
  });
});

describe("from the video to the timeline", () => {
  test("the row follows while it plays, and its turn opens", async () => {
    const { person } = await open();
    await person.click(screen.getByRole("button", { name: "Play" }));
    await video.playOnTo(51.2);
    expect(line(/open_invoice/)).toHaveAttribute("aria-selected", "true");
    expect(place()).toBe("open_invoice, 0:51 of 1:40");
    await video.playOnTo(81);
    expect(line(/mail/)).toHaveAttribute("aria-selected", "true");
  });

  test("it does not follow with the switch off", async () => {
    const { person } = await open();
    await person.click(line(/login/));
    await person.click(screen.getByRole("switch", { name: "Follow" }));
    await video.playOnTo(81);
    expect(line(/login/)).toHaveAttribute("aria-selected", "true");
  });

  test("waiting is skipped while it plays, unless that is switched off", async () => {
    const { person } = await open();
    await person.click(screen.getByRole("button", { name: "Play" }));
    await video.playOnTo(85);
    expect(shownVideo().currentTime).toBe(99.5);
    await person.click(screen.getByRole("checkbox", { name: "Skip waiting" }));
    await video.playOnTo(85);
    expect(shownVideo().currentTime).toBe(85);
  });
});

describe("the keys", () => {
  test("play, jump, step and change the speed", async () => {
    const { person } = await open();
    await person.keyboard(" ");
    expect(screen.getByRole("button", { name: "Pause" })).toBeInTheDocument();
    await person.keyboard(" ");
    await person.keyboard("{ArrowRight}");
    expect(shownVideo().currentTime).toBe(5);
    await person.keyboard("{Shift>}{ArrowRight}{/Shift}");
    expect(shownVideo().currentTime).toBe(18);
    await person.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(shownVideo().currentTime).toBe(0);
    await person.keyboard(".");
    expect(shownVideo().currentTime).toBeCloseTo(0.06);
    await person.keyboard("{End}");
    expect(place()).toBe("mail, 1:40 of 1:40");
    await person.keyboard("{Home}");
    expect(shownVideo().currentTime).toBe(0);
    await person.keyboard("{Shift>}>{/Shift}");
    expect(shownVideo().playbackRate).toBe(2);
    await person.keyboard("{Shift>}<<{/Shift}");
    expect(shownVideo().playbackRate).toBe(0.5);
    expect(screen.getByText(/0.5×/)).toBeInTheDocument();
  });

  test("F fills the screen, Escape leaves it", async () => {
    const { person } = await open();
    await person.keyboard("f");
    expect(setFullScreen).toHaveBeenLastCalledWith(true);
    await person.keyboard("{Escape}");
    expect(setFullScreen).toHaveBeenLastCalledWith(false);
  });

  test("leave the arrow keys to the timeline", async () => {
    const { person } = await open();
    await person.click(line(/login/));
    await person.keyboard("{ArrowDown}");
    expect(line(/each/)).toHaveAttribute("aria-selected", "true");
    expect(shownVideo().currentTime).toBe(18);
    await person.keyboard("{ArrowLeft}");
    expect(line(/each/)).toHaveAttribute("aria-expanded", "false");
    expect(shownVideo().currentTime).toBe(18);
  });
});

test("the track leads to where it is pressed", async () => {
  await open();
  vi.spyOn(slider(), "getBoundingClientRect").mockReturnValue({ left: 100, width: 500 } as DOMRect);
  fireEvent.pointerDown(slider(), { button: 0, clientX: 350, pointerId: 1 });
  expect(shownVideo().currentTime).toBe(50);
});

test("of several recordings the one that shows a block is opened", async () => {
  const { person } = await open({
    runMedia: async () => ({
      state: "ready",
      recordings: [
        recording({ seconds: 40 }),
        recording({
          artifact: "a_2",
          url: "http://127.0.0.1:1/t/a_2",
          startsAt: at(40),
          seconds: 60,
        }),
      ],
    }),
  });
  await person.click(line(/mail/));
  expect(shownVideo()).toHaveAttribute("src", "http://127.0.0.1:1/t/a_2");
  expect(place()).toBe("mail, 0:40 of 1:00");
  await person.click(screen.getByRole("radio", { name: "1" }));
  expect(place()).toBe("login, 0:00 of 0:40");
});

test("a recording of unknown length is measured by the browser", async () => {
  video.isEndless = true;
  await open({
    runMedia: async () => ({ state: "ready", recordings: [recording({ seconds: null })] }),
  });
  expect(place()).toBe("0:00 of 0:00");
  await video.tell("loadedmetadata");
  expect(place()).toBe("login, 0:00 of 1:40");
  expect(shownVideo().currentTime).toBe(0);
});

describe("without a recording that can be played", () => {
  const screenshots = async () => [
    { artifact: "s1", url: "http://127.0.0.1:1/t/s1", at: at(20), node: "open1" },
    { artifact: "s2", url: "http://127.0.0.1:1/t/s2", at: at(33), node: "get1" },
  ];
  const shown = () => screen.findByRole("img", { name: /^Screenshot: / });

  test("says why and shows the screenshots instead", async () => {
    const { person } = await openRunWindow(view(), {
      runMedia: async () => ({ state: "none", reason: "The server no longer has the recording." }),
      screenshots,
    });
    expect(await screen.findByText("The server no longer has the recording.")).toBeInTheDocument();
    expect(await shown()).toHaveAttribute("src", "http://127.0.0.1:1/t/s1");
    await person.click(screen.getByRole("button", { name: "Next screenshot" }));
    expect(await shown()).toHaveAttribute("src", "http://127.0.0.1:1/t/s2");
    expect(line(/download_pdf/)).toHaveAttribute("aria-selected", "true");
    await person.click(line(/open_invoice/));
    expect(await shown()).toHaveAttribute("src", "http://127.0.0.1:1/t/s1");
  });

  test("says so when there are no screenshots either", async () => {
    await openRunWindow(view(), {
      runMedia: async () => ({ state: "none", reason: "No browser in this run." }),
    });
    expect(
      await screen.findByText("There are no screenshots of this run either."),
    ).toBeInTheDocument();
  });

  test("a missing decoder is named, and the screenshots take its place", async () => {
    vi.spyOn(HTMLMediaElement.prototype, "canPlayType").mockReturnValue("");
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue("X11; Linux x86_64");
    await open({ screenshots });
    video.errorCode = 4;
    await video.tell("error");
    expect(screen.getByText(/Install gstreamer1.0-libav/)).toBeInTheDocument();
    expect(await shown()).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  });

  test("a recording that could not be read is read again on demand", async () => {
    vi.spyOn(HTMLMediaElement.prototype, "canPlayType").mockReturnValue("probably");
    const { person } = await open({ screenshots });
    video.errorCode = 2;
    await video.tell("error");
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(shownVideo()).toBeInTheDocument();
  });
});

test("a completed run without outputs opens with its actions", async () => {
  await openRunWindow(completedView({ head: sampleHead({ outputs: null }) }));
  expect(screen.getByRole("tab", { name: "Actions" })).toHaveAttribute("aria-selected", "true");
});
