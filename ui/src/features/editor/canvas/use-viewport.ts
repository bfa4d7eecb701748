import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** What is in view is told in steps of so many pixels, so that scrolling draws seldom. */
const STEP = 240;

export interface Viewport {
  /** Of the canvas, in pixels of the window. */
  width: number;
  height: number;
  /** First pixel in view, rounded down to a step. */
  top: number;
}

/** Size and place of what a scrolling element shows, without reading the page while it scrolls. */
export function useViewport(scroller: HTMLElement | null) {
  const [viewport, setViewport] = useState<Viewport>({ width: 736, height: 800, top: 0 });
  const scroll = useRef({ top: 0, left: 0 });
  useLayoutEffect(() => {
    if (!scroller) return;
    const measure = () => {
      const [width, height] = [scroller.clientWidth, scroller.clientHeight];
      setViewport((before) =>
        before.width === width && before.height === height ? before : { ...before, width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);
  const onScroll = useCallback(() => {
    if (!scroller) return;
    scroll.current = { top: scroller.scrollTop, left: scroller.scrollLeft };
    const top = Math.floor(scroller.scrollTop / STEP) * STEP;
    setViewport((before) => (before.top === top ? before : { ...before, top }));
  }, [scroller]);
  return { viewport, scroll, onScroll };
}
