// For tests: a run window over a fake backend, with a live view that is fed by hand and a video that jumps at once.
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

/** jsdom has no video: this one has its data at once, and seeks as soon as it is told to. */
export function installFakeVideo() {
  const places = new WeakMap<HTMLMediaElement, number>();
  const playing = new WeakSet<HTMLMediaElement>();
  const media = HTMLMediaElement.prototype;
  const define = (
    name: string,
    get: (this: HTMLMediaElement) => unknown,
    set?: (this: HTMLMediaElement, value: never) => void,
  ) =>
    vi.spyOn(media, name as never, "get").mockImplementation(get as never) && set
      ? vi.spyOn(media, name as never, "set").mockImplementation(set as never)
      : undefined;
  define("readyState", () => HTMLMediaElement.HAVE_ENOUGH_DATA);
  define("duration", () => 100);
  define("seeking", () => false);
  define("ended", () => false);
  define("paused", function paused() {
    return !playing.has(this);
  });
  define(
    "currentTime",
    function place() {
      return places.get(this) ?? 0;
    },
    function seek(second: never) {
      places.set(this, second);
      queueMicrotask(() => act(() => void this.dispatchEvent(new Event("seeked"))));
    },
  );
  vi.spyOn(media, "play").mockImplementation(async function play(this: HTMLMediaElement) {
    playing.add(this);
    this.dispatchEvent(new Event("play"));
  });
  vi.spyOn(media, "pause").mockImplementation(function pause(this: HTMLMediaElement) {
    playing.delete(this);
    this.dispatchEvent(new Event("pause"));
  });
  return {
    /** The recording has played on to a second. */
    playOnTo: async (second: number) => {
      const video = shownVideo();
      places.set(video, second);
      await act(async () => video.dispatchEvent(new Event("timeupdate")));
    },
  };
}

export function shownVideo(): HTMLVideoElement {
  return screen.getByLabelText("Recording of the browser");
}
