import { useEffect, useReducer } from "react";
import { type LivePicture, NO_PICTURE, nextPicture } from "@/features/run-window/live-picture";
import type { ConnectionId, LiveFrame, RunId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { Channel } from "@/ipc/window";

/** The live picture of a run while `isLive`; the last one of it afterwards. */
export function useLivePicture(connection: ConnectionId, run: RunId, isLive: boolean): LivePicture {
  const [picture, receive] = useReducer(nextPicture, NO_PICTURE);
  useEffect(() => {
    if (!isLive) return;
    let isGone = false;
    const frames = new Channel<LiveFrame>();
    frames.onmessage = (frame) => {
      if (!isGone) receive(frame);
    };
    host.showLiveView(connection, run, frames).catch((fault: unknown) => {
      if (!isGone) receive({ state: "lost", message: messageOf(fault) });
    });
    return () => {
      isGone = true;
      // The backend stops by itself when the window closes; a refusal changes nothing.
      host.hideLiveView().catch(() => {});
    };
  }, [connection, run, isLive]);
  return picture;
}
