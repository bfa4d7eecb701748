import { expect, test } from "vitest";
import { type LivePicture, NO_PICTURE, nextPicture } from "@/features/run-window/live-picture";
import type { LiveFrame } from "@/ipc/bindings";

const FRAME: LiveFrame = {
  state: "frame",
  image: "data:1",
  width: 1920,
  height: 1080,
  url: "https://a.example/x",
};

function upon(...frames: LiveFrame[]): LivePicture {
  return frames.reduce(nextPicture, NO_PICTURE);
}

test("a frame is live, with its address and shape", () => {
  expect(upon(FRAME)).toMatchObject({
    phase: "live",
    image: "data:1",
    url: "https://a.example/x",
    ratio: 16 / 9,
  });
});

test("a frame that does not tell its shape or address keeps the last ones", () => {
  const second: LiveFrame = {
    state: "frame",
    image: "data:2",
    width: null,
    height: null,
    url: null,
  };
  const first: LiveFrame = { ...FRAME, width: 800, height: 800 };
  expect(upon(first, second)).toMatchObject({
    image: "data:2",
    ratio: 1,
    url: "https://a.example/x",
  });
});

test("a lost connection keeps the last picture and says why", () => {
  expect(upon(FRAME, { state: "lost", message: "The server does not answer." })).toMatchObject({
    phase: "lost",
    image: "data:1",
    note: "The server does not answer.",
  });
});

test("the next frame ends the loss", () => {
  expect(upon(FRAME, { state: "lost", message: "x" }, FRAME)).toMatchObject({
    phase: "live",
    note: null,
  });
});

test("starting again after a loss does not throw the picture away", () => {
  expect(upon(FRAME, { state: "starting" })).toMatchObject({ phase: "lost", image: "data:1" });
  expect(upon({ state: "starting" }).phase).toBe("starting");
});

test("a screenshot says why it is no live picture", () => {
  expect(
    upon({ state: "screenshot", image: "data:s", at: null, reason: "No live view here." }),
  ).toMatchObject({
    phase: "screenshot",
    note: "No live view here.",
  });
});

test("the end keeps the last picture", () => {
  expect(upon(FRAME, { state: "ended" })).toMatchObject({ phase: "ended", image: "data:1" });
});

test("a run without a browser has no picture", () => {
  expect(upon({ state: "noBrowser" })).toMatchObject({ phase: "noBrowser", image: null });
});
