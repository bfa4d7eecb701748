import {
  type ComponentProps,
  type RefObject,
  type SyntheticEvent,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
} from "react";
import { useLatest } from "@/components/use-latest";
import { type IdleSpan, skipFrom } from "@/features/run-window/idle-spans";
import { formatClock } from "@/lib/format";

/** What is known of the video. Places and lengths are seconds. */
interface PlayerState {
  isPlaying: boolean;
  /** The place that is shown, or that is being sought. */
  second: number;
  /** Null until the length is known. */
  length: number | null;
  ratio: number;
  /** Up to here it can be shown without waiting; null while that is not known. */
  loaded: number | null;
  /** It plays but waits for data. */
  isStalled: boolean;
  /** Code of the MediaError. */
  fault: number | null;
}

export interface Player extends PlayerState {
  toggle: () => void;
  pause: () => void;
  seek: (second: number) => void;
  /** Frames forward, or backward if negative. */
  step: (frames: number) => void;
  /** For the video element. */
  videoProps: ComponentProps<"video">;
}

interface PlayerOptions {
  video: RefObject<HTMLVideoElement | null>;
  /** As the backend read it from the file; the browser may not know (WebM without a duration). */
  knownLength: number | null;
  /** Where to begin. */
  begin: number;
  speed: number;
  /** The parts to jump over; empty to play all. */
  idle: readonly IdleSpan[];
}

/** Frames a second: what Skyvern and Playwright record. */
const FRAME_RATE = 25;
/** Seeking stays this much, in seconds, before the end: a frame is shown there, and the video is not over. */
const BEFORE_END = 0.05;
/** Further than any recording is long: seeking there makes the browser find the end. */
const BEYOND = 1e9;

const FIRST: PlayerState = {
  isPlaying: false,
  second: 0,
  length: null,
  ratio: 16 / 9,
  loaded: null,
  isStalled: false,
  fault: null,
};

type VideoEvent = SyntheticEvent<HTMLVideoElement>;

function merge(before: PlayerState, change: Partial<PlayerState>): PlayerState {
  return { ...before, ...change };
}

/**
 * A video with exact seeking. While one place is being sought the latest wish waits, so that dragging along the
 * track does not pile up.
 */
export function usePlayer({ video, knownLength, begin, speed, idle }: PlayerOptions): Player {
  const [state, set] = useReducer(merge, { ...FIRST, second: begin, length: knownLength });
  const wish = useRef<number | null>(begin > 0 ? begin : null);
  const isMeasuring = useRef(false);
  const isWaking = useRef(false);
  const options = useLatest({ idle, length: state.length, speed });

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.defaultPlaybackRate = speed;
    element.playbackRate = speed;
  }, [video, speed]);

  const seek = useCallback(
    (second: number) => {
      const element = video.current;
      const { length } = options.current;
      const target = Math.max(0, length === null ? second : Math.min(second, length - BEFORE_END));
      set({ second: target });
      if (
        !element ||
        element.readyState < HTMLMediaElement.HAVE_METADATA ||
        element.seeking ||
        isMeasuring.current
      ) {
        wish.current = target;
      } else {
        isWaking.current = moveTo(element, target);
      }
    },
    [video, options],
  );

  const commands = useMemo(() => commandsOf(video, seek), [video, seek]);

  const grantWish = (element: HTMLVideoElement) => {
    const target = wish.current;
    wish.current = null;
    if (target === null || Math.abs(element.currentTime - target) < 0.001) {
      set({ second: element.currentTime });
    } else {
      isWaking.current = moveTo(element, target);
    }
  };

  const onLength = ({ currentTarget: element }: VideoEvent) => {
    const { duration } = element;
    if (knownLength !== null) return;
    if (Number.isFinite(duration) && duration > 0) set({ length: duration });
    else if (
      duration === Number.POSITIVE_INFINITY &&
      !isMeasuring.current &&
      options.current.length === null
    ) {
      isMeasuring.current = true;
      element.currentTime = BEYOND;
    }
  };

  const onSeeked = ({ currentTarget: element }: VideoEvent) => {
    if (isWaking.current) {
      isWaking.current = false;
      element.pause();
    }
    if (isMeasuring.current) {
      isMeasuring.current = false;
      wish.current ??= 0;
      set({ length: Number.isFinite(element.duration) ? element.duration : element.currentTime });
    }
    grantWish(element);
  };

  const onTimeUpdate = ({ currentTarget: element }: VideoEvent) => {
    if (element.seeking || isMeasuring.current) return;
    const onward = element.paused ? null : skipFrom(options.current.idle, element.currentTime);
    if (onward === null) set({ second: element.currentTime });
    else seek(onward);
  };

  const onLoadedMetadata = (event: VideoEvent) => {
    const element = event.currentTarget;
    element.playbackRate = options.current.speed;
    if (element.videoWidth > 0) set({ ratio: element.videoWidth / element.videoHeight });
    onLength(event);
    if (!isMeasuring.current) grantWish(element);
  };

  const videoProps: ComponentProps<"video"> = {
    onLoadedMetadata,
    onDurationChange: onLength,
    onTimeUpdate,
    onSeeked,
    onProgress: ({ currentTarget }) => set({ loaded: loadedFrom(currentTarget) }),
    onPlay: () => set({ isPlaying: !isWaking.current }),
    onPause: () => set({ isPlaying: false, isStalled: false }),
    onWaiting: () => set({ isStalled: true }),
    onPlaying: () => set({ isStalled: false, fault: null }),
    onError: ({ currentTarget }) =>
      set({ fault: currentTarget.error?.code ?? 0, isPlaying: false }),
  };
  return { ...state, ...commands, seek, videoProps };
}

/**
 * WebKitGTK does not seek in a video that is over until it plays again. True if it had to be started for that; it is
 * paused as soon as the place is found.
 */
function moveTo(element: HTMLVideoElement, target: number): boolean {
  const isOver = element.ended && element.paused;
  element.currentTime = target;
  if (isOver) element.play().catch(() => {});
  return isOver;
}

/** The end of what is loaded from the present place on. */
function loadedFrom({ buffered, currentTime }: HTMLVideoElement): number | null {
  for (let part = 0; part < buffered.length; part += 1) {
    if (buffered.start(part) <= currentTime && currentTime <= buffered.end(part))
      return buffered.end(part);
  }
  return null;
}

/** The place as it is written: the last frame is the end, and a place just before a second is that second. */
export function writtenPlace(second: number): string {
  return formatClock(second + BEFORE_END);
}

function commandsOf(video: RefObject<HTMLVideoElement | null>, seek: (second: number) => void) {
  const pause = () => video.current?.pause();
  return {
    pause,
    toggle: () => {
      const element = video.current;
      if (!element) return;
      if (!element.paused) return element.pause();
      if (element.ended) element.currentTime = 0;
      // A refused start is told by the error event of the element.
      element.play().catch(() => {});
    },
    step: (frames: number) => {
      const element = video.current;
      if (!element) return;
      pause();
      // The middle of a frame, so that rounding does not lead to its neighbour.
      const frame = Math.round(element.currentTime * FRAME_RATE - 0.5);
      seek((frame + frames + 0.5) / FRAME_RATE);
    },
  };
}
