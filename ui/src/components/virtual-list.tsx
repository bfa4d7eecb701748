import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import "./virtual-list.css";

export interface VirtualListHandle {
  /** Brings an entry into view. */
  reveal: (key: string) => void;
}

interface VirtualListProps<Item> {
  /** Accessible name. */
  label: string;
  items: readonly Item[];
  itemKey: (item: Item) => string;
  /** Usual height of an entry in pixels; the real one is measured. */
  estimate: number;
  renderItem: (item: Item, index: number) => ReactNode;
  /** Stays at the end while entries arrive, unless one has scrolled away from it. For logs. */
  follow?: boolean | undefined;
  /** In the place of entries when there are none. */
  empty?: ReactNode;
  ref?: Ref<VirtualListHandle> | undefined;
}

/** A long list of entries of any height. Controls inside of the entries are tab stops of their own. */
export function VirtualList<Item>({
  label,
  items,
  itemKey,
  estimate,
  renderItem,
  follow,
  empty,
  ref,
}: VirtualListProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : itemKey(item);
    },
    overscan: 12,
  });
  useEffect(() => {
    if (follow && isAtEnd.current && items.length > 0)
      virtualizer.scrollToIndex(items.length - 1, { align: "end" });
  }, [follow, items.length, virtualizer]);
  useImperativeHandle(ref, () => ({
    reveal: (key) => {
      const index = items.findIndex((item) => itemKey(item) === key);
      if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
    },
  }));
  return (
    <section
      ref={scroller}
      className="virtual-list"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: box }) => {
        isAtEnd.current = box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
      }}
    >
      {items.length === 0 && empty}
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((place) => {
          const item = items[place.index];
          return (
            item !== undefined && (
              <li
                key={place.key}
                ref={virtualizer.measureElement}
                data-index={place.index}
                aria-setsize={items.length}
                aria-posinset={place.index + 1}
                style={{ transform: `translateY(${place.start}px)` }}
              >
                {renderItem(item, place.index)}
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
