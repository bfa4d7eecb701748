/* What the live view shows after each message of the backend. Pure. */
import type { LiveFrame } from "@/ipc/bindings";

export type LivePhase = "starting" | "live" | "screenshot" | "lost" | "noBrowser" | "ended";

export interface LivePicture {
  phase: LivePhase;
  /** The last picture, also after the connection was lost or the browser was closed. */
  image: string | null;
  /** Width by height, where the server tells it. */
  ratio: number | null;
  url: string | null;
  /** Why it is no live picture, or what is wrong. */
  note: string | null;
  /** When a screenshot was taken. */
  at: string | null;
}

export const NO_PICTURE: LivePicture = {
  phase: "starting",
  image: null,
  ratio: null,
  url: null,
  note: null,
  at: null,
};

export function nextPicture(before: LivePicture, frame: LiveFrame): LivePicture {
  switch (frame.state) {
    case "frame":
      return {
        phase: "live",
        image: frame.image,
        ratio: frame.width && frame.height ? frame.width / frame.height : before.ratio,
        url: frame.url ?? before.url,
        note: null,
        at: null,
      };
    case "screenshot":
      return {
        ...before,
        phase: "screenshot",
        image: frame.image,
        ratio: null,
        note: frame.reason,
        at: frame.at,
      };
    case "lost":
      return { ...before, phase: "lost", note: frame.message };
    case "starting":
      // A browser that starts again after a loss keeps the picture that is there.
      return { ...before, phase: before.image ? "lost" : "starting", note: null };
    case "noBrowser":
      return { ...NO_PICTURE, phase: "noBrowser" };
    case "ended":
      return { ...before, phase: "ended", note: null };
  }
}
