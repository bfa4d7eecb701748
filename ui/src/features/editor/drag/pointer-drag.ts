// One drag by mouse, pen or finger, from the press to the drop.

import { gapId } from "@/features/editor/draft/structure";
import { AutoScroll, prefersLittleMotion } from "@/features/editor/drag/auto-scroll";
import type { DragStore, DropSurface, Lifted } from "@/features/editor/drag/drag-store";
import type { Gap, Key } from "@/ipc/bindings";

/** Pixels after which a mouse lifts. */
const LIFT = 4;
/** Milliseconds after which a finger or pen lifts, and how far it may slip until then. */
const HOLD = 250;
const SLIP = 6;
/** Milliseconds of rest before a place opens, and over a folded container before it opens. */
const REST = 60;
const UNFOLD = 600;
/** How long a card takes back to its place. */
const RETURN = 180;
/** A place is looked for so many pixels above the lifted card, so that the card does not hide it. */
const ABOVE = 10;

export interface PointerDragWish {
  drag: DragStore;
  /** What is lifted; asked once, at that moment. */
  lifted: () => Lifted | null;
  /** What was pressed: the lifted card begins in its place. */
  card: HTMLElement;
  /** Called with the place; null if it was let go elsewhere. Answers null if nothing comes of it. */
  onDrop: (gap: Gap | null) => Promise<unknown> | null;
  /** The drag was given up. */
  onCancel: () => void;
}

interface Watched<What> {
  what: What;
  since: number;
}

class PointerDrag {
  readonly #wish: PointerDragWish;
  readonly #pointer: number;
  readonly #isMouse: boolean;
  readonly #start: { x: number; y: number };
  readonly #rects = new Map<DropSurface, DOMRect>();
  readonly #autoScroll = new AutoScroll();
  readonly #end = new AbortController();
  #point: { x: number; y: number };
  #grab = { x: 0, y: 0 };
  #origin = { x: 0, y: 0 };
  #isLifted = false;
  #hold: ReturnType<typeof setTimeout> | undefined;
  #near: Watched<Gap | null> = { what: null, since: 0 };
  #over: Watched<Key | null> = { what: null, since: 0 };

  constructor(event: PointerEvent, wish: PointerDragWish) {
    this.#wish = wish;
    this.#pointer = event.pointerId;
    this.#isMouse = event.pointerType === "mouse" || event.pointerType === "";
    this.#start = { x: event.clientX, y: event.clientY };
    this.#point = this.#start;
    const { signal } = this.#end;
    const own = (listener: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (event.pointerId === this.#pointer) listener(event);
    };
    window.addEventListener("pointermove", own(this.#moved), { signal });
    window.addEventListener("pointerup", own(this.#released), { signal });
    window.addEventListener("pointercancel", own(this.#cancel), { signal });
    window.addEventListener("blur", this.#cancel, { signal });
    window.addEventListener("keydown", this.#keyed, { signal, capture: true });
    window.addEventListener("keyup", this.#keyed, { signal, capture: true });
    if (this.#isMouse) return;
    this.#hold = setTimeout(this.#lift, HOLD);
    const keepStill = (touch: TouchEvent) => this.#isLifted && touch.preventDefault();
    window.addEventListener("touchmove", keepStill, { signal, passive: false });
  }

  readonly #moved = (event: PointerEvent) => {
    this.#point = { x: event.clientX, y: event.clientY };
    if (this.#isLifted) return this.#setCopy(event);
    const far = Math.hypot(this.#point.x - this.#start.x, this.#point.y - this.#start.y);
    if (this.#isMouse && far >= LIFT) this.#lift();
    if (!this.#isMouse && far > SLIP) this.#stop();
  };

  readonly #lift = () => {
    const lifted = this.#wish.lifted();
    if (!lifted) return this.#stop();
    const { drag, card } = this.#wish;
    const rect = card.getBoundingClientRect();
    this.#isLifted = true;
    this.#grab = {
      x: Math.min(this.#start.x - rect.left, 268),
      y: Math.min(this.#start.y - rect.top, 40),
    };
    this.#origin = { x: rect.left, y: rect.top };
    for (const surface of drag.surfaces)
      this.#rects.set(surface, surface.element.getBoundingClientRect());
    document.documentElement.dataset.dragging = "";
    this.#moveLayer();
    drag.lift(lifted, "pointer");
    requestAnimationFrame(this.#frame);
  };

  /** Everything that follows the pointer happens once a frame. */
  readonly #frame = (now: number) => {
    if (!this.#isLifted) return;
    this.#moveLayer();
    const surface = this.#surface();
    const rect = surface && this.#rects.get(surface);
    if (surface && rect) this.#autoScroll.step(surface.element, rect, this.#point.y, now);
    this.#look(surface, now);
    requestAnimationFrame(this.#frame);
  };

  #look(surface: DropSurface | null, now: number) {
    const { x, y } = this.#point;
    const gap = surface?.gapAt(x, this.#aim(y)) ?? null;
    if ((gap && gapId(gap)) !== (this.#near.what && gapId(this.#near.what)))
      this.#near = { what: gap, since: now };
    if (now - this.#near.since >= REST) this.#wish.drag.aim(gap);
    const folded = surface?.foldedAt(x, y) ?? null;
    if (folded !== this.#over.what) this.#over = { what: folded, since: now };
    if (folded === null || now - this.#over.since < UNFOLD) return;
    this.#over = { what: null, since: now };
    surface?.unfold(folded);
  }

  #surface(): DropSurface | null {
    const { x, y } = this.#point;
    for (const [surface, { left, right, top, bottom }] of this.#rects)
      if (x >= left && x < right && y >= top && y < bottom) return surface;
    return null;
  }

  #aim(y: number): number {
    return y - this.#grab.y - ABOVE;
  }

  #moveLayer() {
    this.#wish.drag.moveLayer(this.#point.x - this.#grab.x, this.#point.y - this.#grab.y);
  }

  #setCopy(event: PointerEvent | KeyboardEvent) {
    this.#wish.drag.setCopy(event.ctrlKey || event.altKey);
  }

  readonly #released = (event: PointerEvent) => {
    if (!this.#isLifted) return this.#stop();
    this.#point = { x: event.clientX, y: event.clientY };
    this.#setCopy(event);
    swallowClick();
    const { x, y } = this.#point;
    const gap = this.#surface()?.gapAt(x, this.#aim(y)) ?? null;
    const settled = this.#wish.onDrop(gap);
    if (settled === null) return this.#stop(true);
    const { drag } = this.#wish;
    drag.settle(gap);
    this.#leave();
    settled.finally(() => drag.end()).catch(() => {});
  };

  readonly #cancel = () => {
    const wasLifted = this.#isLifted;
    this.#stop(true);
    if (wasLifted) this.#wish.onCancel();
  };

  readonly #keyed = (event: KeyboardEvent) => {
    if (!this.#isLifted) return;
    if (event.type === "keydown" && event.key === "Escape") {
      // The button is still held.
      window.addEventListener("pointerup", swallowClick, { once: true });
      this.#cancel();
    } else this.#setCopy(event);
    event.preventDefault();
    event.stopPropagation();
  };

  #stop(isReturning = false) {
    if (!this.#leave()) return;
    const { drag } = this.#wish;
    drag.aim(null);
    const way = isReturning && this.#flyBack(drag.layer);
    if (way) way.finished.then(() => drag.end()).catch(() => drag.end());
    else drag.end();
  }

  /** Listens no more; answers whether something was lifted. */
  #leave(): boolean {
    clearTimeout(this.#hold);
    this.#end.abort();
    if (!this.#isLifted) return false;
    this.#isLifted = false;
    delete document.documentElement.dataset.dragging;
    return true;
  }

  #flyBack(layer: HTMLElement | null): Animation | null {
    if (!layer?.animate || prefersLittleMotion()) return null;
    const { x, y } = this.#origin;
    const end = { transform: `translate3d(${x}px, ${y}px, 0)` };
    return layer.animate([{}, end], { duration: RETURN, easing: "cubic-bezier(0.3, 0, 0.1, 1)" });
  }
}

/** Waits whether a press becomes a drag. */
export function beginPointerDrag(event: PointerEvent, wish: PointerDragWish) {
  if (event.button === 0) new PointerDrag(event, wish);
}

/** The click that ends a drag is none. */
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}
