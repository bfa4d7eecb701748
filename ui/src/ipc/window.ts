// The window itself: title, full screen, closing, and files dropped onto it.
import { Channel } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";

export { Channel };

export type FileDrop =
  | { type: "over"; x: number; y: number }
  | { type: "drop"; x: number; y: number; paths: string[] }
  | { type: "leave" };

export function setWindowTitle(title: string): Promise<void> {
  return getCurrentWindow().setTitle(title);
}

export function closeWindow(): Promise<void> {
  return getCurrentWindow().close();
}

export function setFullScreen(isFull: boolean): Promise<void> {
  return getCurrentWindow().setFullscreen(isFull);
}

/** Files from the system that are dragged over or dropped onto this window; positions are CSS pixels. */
export function onFileDrop(listener: (drop: FileDrop) => void): () => void {
  let isGone = false;
  let detach: (() => void) | undefined;
  const attached = getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (isGone) return;
    if (payload.type === "leave") return listener({ type: "leave" });
    const { x, y } = payload.position.toLogical(window.devicePixelRatio);
    if (payload.type === "drop") listener({ type: "drop", x, y, paths: payload.paths });
    else listener({ type: "over", x, y });
  });
  void attached.then((stop) => {
    if (isGone) stop();
    else detach = stop;
  });
  return () => {
    isGone = true;
    detach?.();
  };
}
