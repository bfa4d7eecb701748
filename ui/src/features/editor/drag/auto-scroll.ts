/** Pixels from an edge within which a view scrolls, and how fast, in pixels a frame, by nearness. */
const EDGE = 48;
const SLOWEST = 2;
const FASTEST = 14;
/** Milliseconds near the edge before it begins. */
const DELAY = 60;
/** With little motion: a line at a time. */
const LINE = 62;
const LINE_TIME = 250;

/** Pixels to scroll this frame: negative upwards, 0 away from the edges. */
export function scrollSpeed(top: number, bottom: number, y: number): number {
  const nearTop = EDGE - (y - top);
  const nearBottom = EDGE - (bottom - y);
  const near = Math.max(nearTop, nearBottom);
  if (near <= 0) return 0;
  const speed = SLOWEST + (FASTEST - SLOWEST) * Math.min(1, near / EDGE);
  return nearTop > nearBottom ? -speed : speed;
}

/** Scrolls a view while something is held near its edge. */
export class AutoScroll {
  #since = 0;
  #lastLine = 0;

  step(element: HTMLElement, rect: DOMRect, y: number, now: number) {
    const speed = scrollSpeed(rect.top, rect.bottom, y);
    if (speed === 0) {
      this.#since = 0;
      return;
    }
    if (this.#since === 0) this.#since = now;
    if (now - this.#since < DELAY) return;
    if (!prefersLittleMotion()) element.scrollTop += speed;
    else if (now - this.#lastLine >= LINE_TIME) {
      this.#lastLine = now;
      element.scrollTop += Math.sign(speed) * LINE;
    }
  }
}

export function prefersLittleMotion(): boolean {
  return (
    document.documentElement.dataset.motion === "reduce" ||
    window.matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
