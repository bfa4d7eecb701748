import { useEffect } from "react";
import { useLatest } from "@/components/use-latest";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { Structure } from "@/features/editor/draft/structure";
import { useDrag } from "@/features/editor/drag/drag-context";
import {
  INDENT,
  type OutlineRow,
  placeAt,
  ROW_HEIGHT,
} from "@/features/editor/outline/outline-rows";
import type { Key } from "@/ipc/bindings";

/** Padding before the first level. */
const START = 6;

/** Lets the outline take what is dropped on it. */
export function useOutlineSurface(
  scroller: HTMLElement | null,
  rows: readonly OutlineRow[],
  structure: Structure,
) {
  const draft = useDraft();
  const drag = useDrag();
  const latest = useLatest({ rows, structure });
  useEffect(() => {
    if (!scroller) return;
    const rect = { at: new DOMRect(), turn: drag.read().lifted };
    const scroll = { top: scroller.scrollTop };
    const onScroll = () => {
      scroll.top = scroller.scrollTop;
    };
    const inRows = (x: number, y: number) => {
      const { lifted } = drag.read();
      if (rect.turn !== lifted) {
        rect.at = scroller.getBoundingClientRect();
        rect.turn = lifted;
      }
      return { x: x - rect.at.left - START - INDENT / 2, y: y - rect.at.top + scroll.top };
    };
    const surface = {
      element: scroller,
      gapAt: (x: number, y: number) => {
        const point = inRows(x, y);
        const { rows: lines, structure: tree } = latest.current;
        return placeAt(tree, lines, point.x, point.y)?.gap ?? null;
      },
      foldedAt: (x: number, y: number): Key | null => {
        const row = latest.current.rows[Math.floor(inRows(x, y).y / ROW_HEIGHT)];
        const { lifted } = drag.read();
        const isLifted = lifted?.type === "blocks" && row && lifted.keys.includes(row.key);
        return row && row.isOpen === false && !isLifted ? row.key : null;
      },
      unfold: (key: Key) => draft.setFolded([key], false),
    };
    scroller.addEventListener("scroll", onScroll, { passive: true });
    drag.surfaces.add(surface);
    return () => {
      scroller.removeEventListener("scroll", onScroll);
      drag.surfaces.delete(surface);
    };
  }, [scroller, draft, drag, latest]);
}
