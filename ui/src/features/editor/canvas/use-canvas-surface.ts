import { type RefObject, useEffect } from "react";
import { useLatest } from "@/components/use-latest";
import type { Layout } from "@/features/editor/canvas/boxes";
import { foldedBoxAt, nearestGap } from "@/features/editor/canvas/nearest-gap";
import type { Viewport } from "@/features/editor/canvas/use-viewport";
import { useDraft } from "@/features/editor/draft/draft-context";
import { useDrag } from "@/features/editor/drag/drag-context";
import type { Key } from "@/ipc/bindings";

interface SurfaceWish {
  scroller: HTMLElement | null;
  layout: Layout;
  zoom: number;
  viewport: Viewport;
  scroll: RefObject<{ top: number; left: number }>;
  /** Shows a container alone. */
  onOpen: (key: Key) => void;
}

/** Lets the canvas take what is dropped on it. */
export function useCanvasSurface(wish: SurfaceWish) {
  const draft = useDraft();
  const drag = useDrag();
  const latest = useLatest(wish);
  const { scroller } = wish;
  useEffect(() => {
    if (!scroller) return;
    // The element moves in the window only when panels do, and those stand still while something is dragged.
    const rect = { at: new DOMRect(), turn: drag.read().lifted };
    const inWorld = (x: number, y: number) => {
      const { lifted } = drag.read();
      if (rect.turn !== lifted) {
        rect.at = scroller.getBoundingClientRect();
        rect.turn = lifted;
      }
      const { zoom, viewport, scroll, layout } = latest.current;
      const middle = Math.max(viewport.width, layout.width * zoom) / 2;
      return {
        x: (x - rect.at.left + scroll.current.left - middle) / zoom,
        y: (y - rect.at.top + scroll.current.top) / zoom,
      };
    };
    const surface = {
      element: scroller,
      gapAt: (x: number, y: number) => {
        const point = inWorld(x, y);
        return nearestGap(latest.current.layout.gaps, point.x, point.y);
      },
      foldedAt: (x: number, y: number) => {
        const point = inWorld(x, y);
        const key = foldedBoxAt(latest.current.layout.boxes, point.x, point.y);
        const { lifted } = drag.read();
        return lifted?.type === "blocks" && key !== null && lifted.keys.includes(key) ? null : key;
      },
      unfold: (key: Key) => {
        if (draft.read().folded.has(key)) draft.setFolded([key], false);
        else latest.current.onOpen(key);
      },
    };
    drag.surfaces.add(surface);
    return () => {
      drag.surfaces.delete(surface);
    };
  }, [scroller, draft, drag, latest]);
}
