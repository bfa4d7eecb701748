// For tests: a run window over a fake backend, with a live view that is fed by hand and a video that jumps at once.
import { notifyManager } from "@tanstack/react-query";
import { act, screen } from "@testing-library/react";
import { vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { RunWindow } from "@/features/run-window/run-window";
import { at, loopNodes, sampleHead, sampleView } from "@/features/run-window/test-samples";
import type {
  LiveFrame,
  RecordingMedia,
  RunChange,
  RunHead,
  RunView,
  Settings,
  TimelineNode,
} from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

// The cache tells its readers at once, so that `act` sees what follows from an event.
notifyManager.setScheduler(queueMicrotask);

export const LIVE: Partial<RunHead> = {
  status: "running",
  isFinal: false,
  finishedAt: null,
  steps: 23,
};

export function recording(parts: Partial<RecordingMedia> = {}): RecordingMedia {
  return {
    artifact: "a_rec",
    url: "http://127.0.0.1:1/t/a_rec",
    mime: "video/mp4",
    bytes: 1000,
    startsAt: at(0),
    seconds: 100,
    isKept: true,
    ...parts,
  };
}

/** What the backend was asked to send frames to, newest last. */
const channels: { onmessage: (frame: LiveFrame) => void }[] = [];

/** A window whose run is still being read. */
export function startRunWindow(view: RunView, answers: FakeAnswers = {}) {
  channels.length = 0;
  const host = installFakeHost({
    watchRun: async () => view,
    runMedia: async () => ({ state: "ready", recordings: [recording()] }),
    screenshots: async () => [],
    mediaBase: async () => "http://127.0.0.1:1/t/",
    settings: async () => ({ layout: [] as unknown }) as Settings,
    showLiveView: async (_connection, _run, frames) => {
      channels.push(frames);
      return null;
    },
    hideLiveView: async () => null,
    nodeDetail: async (_connection, _run, node) => ({
      node,
      label: node,
      inputs: { of: node },
      output: { of: node },
    }),
    ...answers,
  });
  const onRerun = vi.fn();
  const shown = renderInWindow(
    <RunWindow connectionId={view.head.connection} runId={view.head.id} onRerun={onRerun} />,
  );
  const emit = (change: Partial<RunChange>) =>
    act(async () =>
      host.emit("runChanged", {
        connection: "c1",
        run: "wr_1",
        head: null,
        nodes: [],
        order: null,
        actions: [],
        log: [],
        ...change,
      }),
    );
  const sendFrame = (frame: LiveFrame) => act(async () => channels.at(-1)?.onmessage(frame));
  return { ...shown, host, onRerun, emit, sendFrame };
}

export async function openRunWindow(view: RunView, answers: FakeAnswers = {}) {
  const shown = startRunWindow(view, answers);
  await screen.findByRole("main", { name: view.head.title });
  return shown;
}

/** A running loop in its second turn, at `download_pdf`. */
export function liveView(parts: Partial<RunView> = {}): RunView {
  const status: Record<string, TimelineNode["status"]> = {
    each: "running",
    turn2: "running",
    get2: "running",
    mail: "waiting",
  };
  const nodes = loopNodes().map((node) => ({ ...node, status: status[node.id] ?? node.status }));
  return sampleView({ nodes, ...parts, head: parts.head ?? sampleHead(LIVE) });
}

/** A completed run of 100 seconds: two turns of a loop between two blocks. */
export function completedView(parts: Partial<RunView> = {}): RunView {
  return sampleView({
    nodes: loopNodes(),
    ...parts,
    head: parts.head ?? sampleHead({ finishedAt: at(100) }),
  });
}

/** What the fake video says of itself; tests change it. */
export interface FakeVideo {
  /** The file does not tell its length; the browser knows it once it was at its end. */
  isEndless: boolean;
  /** A place is being sought; `tell("seeked")` ends it. */
  isSeeking: boolean;
  errorCode: number;
  /** Sends an event of the element. */
  tell: (event: "seeked" | "error" | "loadedmetadata" | "timeupdate") => Promise<void>;
  /** The recording has played on to a second. */
  playOnTo: (second: number) => Promise<void>;
}

/** jsdom has no video: this one of 100 seconds has its data at once, and seeks as soon as it is told to. */
export function installFakeVideo(): FakeVideo {
  const places = new WeakMap<HTMLMediaElement, number>();
  const playing = new WeakSet<HTMLMediaElement>();
  const tell: FakeVideo["tell"] = (event) =>
    act(async () => void shownVideo().dispatchEvent(new Event(event)));
  const state: FakeVideo = {
    isEndless: false,
    isSeeking: false,
    errorCode: 0,
    tell,
    playOnTo: async (second) => {
      places.set(shownVideo(), second);
      await tell("timeupdate");
    },
  };
  const seek = (video: HTMLMediaElement, second: number) => {
    places.set(video, Math.min(second, 100));
    if (second >= 100) state.isEndless = false;
    if (!state.isSeeking)
      queueMicrotask(() => act(() => void video.dispatchEvent(new Event("seeked"))));
  };
  const setPlaying = (video: HTMLMediaElement, isPlaying: boolean) => {
    if (isPlaying) playing.add(video);
    else playing.delete(video);
    video.dispatchEvent(new Event(isPlaying ? "play" : "pause"));
  };
  const media = HTMLMediaElement.prototype;
  vi.spyOn(media, "play").mockImplementation(async function play(this: HTMLMediaElement) {
    setPlaying(this, true);
  });
  vi.spyOn(media, "pause").mockImplementation(function pause(this: HTMLMediaElement) {
    setPlaying(this, false);
  });
  const property = (get: (video: HTMLMediaElement) => unknown): PropertyDescriptor => ({
    configurable: true,
    get() {
      return get(this as HTMLMediaElement);
    },
  });
  Object.defineProperties(media, {
    readyState: property(() => HTMLMediaElement.HAVE_ENOUGH_DATA),
    duration: property(() => (state.isEndless ? Number.POSITIVE_INFINITY : 100)),
    seeking: property(() => state.isSeeking),
    ended: property(() => false),
    error: property(() => ({ code: state.errorCode })),
    paused: property((video) => !playing.has(video)),
    currentTime: {
      ...property((video) => places.get(video) ?? 0),
      set(second: number) {
        seek(this as HTMLMediaElement, second);
      },
    },
  });
  return state;
}

export function shownVideo(): HTMLVideoElement {
  return screen.getByLabelText("Recording of the browser");
}
