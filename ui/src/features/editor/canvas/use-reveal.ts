import { type FocusEvent, type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import { useLatest } from "@/components/use-latest";
import { type Layout, SIZES } from "@/features/editor/canvas/boxes";
import type { Viewport } from "@/features/editor/canvas/use-viewport";
import type { Key } from "@/ipc/bindings";

interface RevealWish {
  scroller: HTMLElement | null;
  layout: Layout;
  zoom: number;
  viewport: Viewport;
  scroll: RefObject<{ top: number; left: number }>;
  chosen: Key | null;
  /** A place that is marked and should be seen, in pixels of the canvas. */
  marked: number | null;
}

/** Kept free above and below a card that is scrolled to. */
const MARGIN = 56;

/** Scrolls to the chosen card, and keeps the focus on it while the canvas has the focus. */
export function useReveal(wish: RevealWish) {
  const latest = useLatest(wish);
  const hasFocus = useRef(false);
  /** The focus was to come here when there was no card yet. */
  const isAwaiting = useRef(false);
  const { scroller, chosen, layout } = wish;
  const last = useRef<Key | null>(null);
  useLayoutEffect(() => {
    if (!scroller || chosen === null) {
      last.current = chosen;
      return;
    }
    // A block that was only just added is in the layout one turn later than in the selection.
    const isThere = layout.boxes.some((box) => box.id === chosen);
    if (last.current === chosen || !isThere) return;
    last.current = chosen;
    showChosen(scroller, latest.current);
    const isFree = isAwaiting.current && document.activeElement === document.body;
    isAwaiting.current = false;
    if (hasFocus.current || isFree) focusCard(scroller);
  }, [scroller, chosen, layout, latest]);
  const { marked } = wish;
  useLayoutEffect(() => {
    if (scroller && marked !== null) scrollTo(scroller, latest.current, marked, 0);
  }, [scroller, marked, latest]);
  return useMemo(
    () => ({
      focusCurrent: () => {
        const { scroller } = latest.current;
        if (!scroller || focusCard(scroller)) return;
        isAwaiting.current = true;
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      },
      onFocus: () => {
        hasFocus.current = true;
      },
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) hasFocus.current = false;
      },
    }),
    [latest],
  );
}

function showChosen(scroller: HTMLElement, wish: RevealWish) {
  const box = wish.layout.boxes.find(({ id }) => id === wish.chosen);
  if (box) scrollTo(scroller, wish, box.y, box.type === "frame" ? SIZES.frameHead : box.h);
}

function scrollTo(scroller: HTMLElement, wish: RevealWish, y: number, height: number) {
  const { zoom, viewport, scroll } = wish;
  const [top, bottom] = [y * zoom - MARGIN, (y + height) * zoom + MARGIN];
  if (top < scroll.current.top) scroller.scrollTop = Math.max(0, top);
  else if (bottom > scroll.current.top + viewport.height)
    scroller.scrollTop = bottom - viewport.height;
}

/** Answers whether there is a card. */
function focusCard(scroller: HTMLElement): boolean {
  const card = scroller.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
  card?.focus({ preventScroll: true });
  return card !== null;
}
