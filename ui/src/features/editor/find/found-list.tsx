import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { holderName } from "@/features/editor/publish/place-words";
import type { FoundText } from "@/ipc/bindings";

const ROW = 26;
/** As many rows as are shown before it scrolls. */
const MOST = 8;

interface FoundListProps {
  hits: readonly FoundText[];
  current: number;
  onGoTo: (index: number) => void;
}

/** All places, each with the words around it. */
export function FoundList({ hits, current, onGoTo }: FoundListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  useEffect(() => {
    if (current >= 0) virtualizer.scrollToIndex(current, { align: "auto" });
  }, [current, virtualizer]);
  if (hits.length === 0) return null;
  return (
    <div ref={scroller} className="find-list" style={{ height: Math.min(hits.length, MOST) * ROW }}>
      <ul aria-label="Places found" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const hit = hits[index];
          return (
            hit && (
              <li
                key={index}
                aria-setsize={hits.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <button
                  type="button"
                  className="find-hit"
                  tabIndex={index === Math.max(current, 0) ? 0 : -1}
                  aria-current={index === current || undefined}
                  onClick={() => onGoTo(index)}
                >
                  <code className="truncate">{holderName(hit.place.holder)}</code>{" "}
                  <span className="find-field truncate">{hit.field}</span>{" "}
                  <span className="find-words">
                    <span className="find-before">{hit.before}</span>
                    <mark>{hit.found}</mark>
                    {hit.after}
                  </span>
                </button>
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
