import { useEffect } from "react";

/**
 * Leaves a mark on the page's own time line when something is on the screen for the first time, as the browser does
 * for the first paint. `cargo xtask bench` reads it.
 */
export function usePaintedMark(name: string, isThere: boolean): void {
  useEffect(() => {
    if (!isThere || performance.getEntriesByName(name).length > 0) return;
    let task = 0;
    // The frame that is being made shows it; the task after that frame comes when it is drawn.
    const frame = requestAnimationFrame(() => {
      task = window.setTimeout(() => performance.mark(name));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
    };
  }, [name, isThere]);
}
