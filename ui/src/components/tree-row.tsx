import { useDroppable } from "@dnd-kit/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from "react";
import { Icon } from "@/components/icon";
import type { TreeProps } from "@/components/tree";
import type { TreeRow } from "@/components/tree-rows";
import { type Motion, rangeInMotion, rangeWith } from "@/components/virtual-range";

/** What `renderNode` may want to know of its line. */
export interface RowState {
  level: number;
  isExpanded: boolean;
  isSelected: boolean;
  hasChildren: boolean;
  /** The chevron; null on a leaf. */
  twist: ReactNode;
}

interface RowActs<Node> {
  focusRow: (index: number) => void;
  toggle: (id: string) => void;
  activate: (row: TreeRow<Node>) => void;
  openMenu: (row: TreeRow<Node>) => void;
}

interface TreeRowsProps<Node> {
  rows: readonly TreeRow<Node>[];
  current: number;
  acts: { readonly current: RowActs<Node> };
  look: TreeProps<Node>;
  rowHeight: number;
  scroller: HTMLDivElement | null;
  /** Receives the function that scrolls a line into view. */
  revealer: { current: (index: number) => void };
}

/** All lines, in the flow of the page. */
export function PlainTreeRows<Node>(props: TreeRowsProps<Node>) {
  const { rows, scroller, revealer } = props;
  useLayoutEffect(() => {
    revealer.current = (index) =>
      scroller?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: "nearest" });
  });
  const Line = props.look.dropId ? DroppableLine : TreeLine;
  return rows.map((row, index) => <Line key={row.id} {...props} row={row} index={index} />);
}

/** Only the lines in view, plus the one that has the tab stop. */
export function VirtualTreeRows<Node>(props: TreeRowsProps<Node>) {
  const { rows, current, rowHeight, scroller, revealer } = props;
  const motion = useRef<Motion | null>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    paddingStart: 4,
    paddingEnd: 4,
    rangeExtractor: (range) => rangeWith(rangeInMotion(range, motion.current), [current]),
  });
  motion.current = virtualizer;
  useLayoutEffect(() => {
    revealer.current = (index) => virtualizer.scrollToIndex(index, { align: "auto" });
  });
  const Line = props.look.dropId ? DroppableLine : TreeLine;
  return (
    <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
      {virtualizer.getVirtualItems().map((item) => {
        const row = rows[item.index];
        return (
          row && (
            <Line
              key={item.key}
              {...props}
              row={row}
              index={item.index}
              place={{
                position: "absolute",
                insetInline: 0,
                top: 0,
                transform: `translateY(${item.start}px)`,
              }}
            />
          )
        );
      })}
    </div>
  );
}

interface TreeLineProps<Node> extends TreeRowsProps<Node> {
  row: TreeRow<Node>;
  index: number;
  place?: CSSProperties;
  drop?: { setNodeRef: (element: HTMLElement | null) => void; isOver: boolean };
}

/** A line on which rows can be dropped. */
function DroppableLine<Node>(props: TreeLineProps<Node>) {
  const id = props.look.dropId?.(props.row.node) ?? null;
  const drop = useDroppable({ id: id ?? `none:${props.row.id}`, disabled: id === null });
  return <TreeLine {...props} drop={drop} />;
}

function TreeLine<Node>({
  row,
  index,
  current,
  acts,
  look,
  rowHeight,
  place,
  drop,
}: TreeLineProps<Node>) {
  const isSelected = look.selected === row.id;
  const twist = row.hasChildren && (
    <Twist isExpanded={row.isExpanded} onToggle={() => acts.current.toggle(row.id)} />
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys
    <div
      ref={drop?.setNodeRef}
      className="tree-line"
      style={{ ...place, height: rowHeight, "--level": row.level - 1 } as CSSProperties}
      data-index={index}
      data-tone={look.toneOf?.(row.node)}
      data-over={drop?.isOver || undefined}
      role="treeitem"
      tabIndex={index === current ? 0 : -1}
      aria-label={look.nodeLabel?.(row.node)}
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-expanded={row.hasChildren ? row.isExpanded : undefined}
      aria-selected={look.onSelect ? isSelected : undefined}
      onClick={() => acts.current.focusRow(index)}
      onDoubleClick={() => acts.current.activate(row)}
      onContextMenuCapture={() => acts.current.openMenu(row)}
    >
      {look.renderNode(row.node, {
        level: row.level,
        isExpanded: row.isExpanded,
        isSelected,
        hasChildren: row.hasChildren,
        twist: twist || null,
      })}
    </div>
  );
}

function Twist({ isExpanded, onToggle }: { isExpanded: boolean; onToggle: () => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the line is the control; its arrow keys do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span
      className="tree-twist"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon icon={isExpanded ? ChevronDown : ChevronRight} size={12} />
    </span>
  );
}
