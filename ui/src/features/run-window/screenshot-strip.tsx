import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { Thumbnail } from "@/features/run-window/thumbnail";

export interface StripItem {
  id: string;
  url: string;
  /** What it shows: the block or the action. */
  words: string;
  /** What failed ends here. */
  isBroken: boolean;
}

interface ScreenshotStripProps {
  /** Accessible name. */
  label: string;
  items: readonly StripItem[];
  current: string | null;
  onPick: (id: string) => void;
}

/** Width of a thumbnail and of the space behind it. */
const PITCH = 84;

/** Screenshots in the order of time; the current one is kept in view. One tab stop, arrow keys move. */
export const ScreenshotStrip = memo(function ScreenshotStrip({
  label,
  items,
  current,
  onPick,
}: ScreenshotStripProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = items.findIndex((item) => item.id === current);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => PITCH,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    // What comes before and after the current one is seen too.
    scrollPaddingStart: PITCH,
    scrollPaddingEnd: PITCH,
  });
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(place, { align: "auto" });
  }, [virtualizer, place]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step === undefined ? undefined : items[place + step];
    if (!next) return;
    event.preventDefault();
    onPick(next.id);
  };
  return (
    <div
      ref={scroller}
      className="screenshot-strip"
      role="group"
      aria-label={label}
      tabIndex={items.length > 0 ? 0 : -1}
      onKeyDown={onKeyDown}
    >
      <div style={{ width: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          return (
            item && (
              <button
                key={key}
                type="button"
                tabIndex={-1}
                aria-label={item.words}
                aria-current={item.id === current}
                title={item.words}
                style={{ transform: `translateX(${start}px)` }}
                onClick={() => onPick(item.id)}
              >
                <Thumbnail
                  url={item.url}
                  isCurrent={item.id === current}
                  isBroken={item.isBroken}
                />
              </button>
            )
          );
        })}
      </div>
    </div>
  );
});
