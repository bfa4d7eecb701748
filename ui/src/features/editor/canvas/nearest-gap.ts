import type { Box, LaidGap } from "@/features/editor/canvas/boxes";
import type { Gap, Key } from "@/ipc/bindings";

/** How much worse it is to be beside a column than above or below a place. */
const BESIDE = 3;

/** The place nearest to a point: columns count more than heights. */
export function nearestGap(gaps: readonly LaidGap[], x: number, y: number): Gap | null {
  let best: LaidGap | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const gap of gaps) {
    const beside = Math.max(0, Math.abs(x - gap.x) - gap.w / 2);
    const distance = Math.abs(y - gap.y) + BESIDE * beside;
    if (distance < least) {
      least = distance;
      best = gap;
    }
  }
  return best?.gap ?? null;
}

/** A container with hidden blocks at a point. */
export function foldedBoxAt(boxes: readonly Box[], x: number, y: number): Key | null {
  for (const box of boxes)
    if (
      box.type === "card" &&
      box.hidden !== null &&
      x >= box.x &&
      x < box.x + box.w &&
      y >= box.y &&
      y < box.y + box.h
    )
      return box.key;
  return null;
}
