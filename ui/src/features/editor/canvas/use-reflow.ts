import { useLayoutEffect, useRef } from "react";
import type { Layout } from "@/features/editor/canvas/boxes";
import { prefersLittleMotion } from "@/features/editor/drag/auto-scroll";

/** Above so many cards in view positions jump. */
const MOST = 60;
const DURATION = 140;

/** Moves what is drawn from where it stood before to its new place. */
export function useReflow(world: HTMLElement | null, layout: Layout) {
  const before = useRef<Layout | null>(null);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = layout;
    if (!world || !old || old === layout || prefersLittleMotion()) return;
    const drawn = new Map<string, HTMLElement>();
    for (const element of world.querySelectorAll<HTMLElement>("[data-box]"))
      drawn.set(element.dataset.box ?? "", element);
    if (world.querySelectorAll("[data-key]").length > MOST) return;
    const places = new Map(old.boxes.filter(({ id }) => drawn.has(id)).map((box) => [box.id, box]));
    for (const to of layout.boxes) {
      const from = places.get(to.id);
      if (!from || (from.x === to.x && from.y === to.y)) continue;
      drawn
        .get(to.id)
        ?.animate?.(
          [
            { transform: `translate(${from.x}px, ${from.y}px)` },
            { transform: `translate(${to.x}px, ${to.y}px)` },
          ],
          { duration: DURATION, easing: "cubic-bezier(0.3, 0, 0.1, 1)" },
        );
    }
  }, [world, layout]);
}
