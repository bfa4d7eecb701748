import { useVirtualizer } from "@tanstack/react-virtual";
import { Braces, ChevronDown, ChevronRight, CircleSlash, SlidersHorizontal } from "lucide-react";
import { type CSSProperties, memo, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Icon, type IconType } from "@/components/icon";
import { ContextMenu } from "@/components/menu";
import { region } from "@/components/regions";
import { PanelHead } from "@/components/section";
import { rangeWith } from "@/components/virtual-range";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { ProblemMark, useBlockName } from "@/features/editor/canvas/block-card";
import {
  useDraft,
  useDraftState,
  useIsSelected,
  useNode,
} from "@/features/editor/draft/draft-context";
import type { Panel } from "@/features/editor/draft/draft-store";
import { useStructure } from "@/features/editor/draft/use-structure";
import { useDrag, useDragState } from "@/features/editor/drag/drag-context";
import { isHome } from "@/features/editor/drag/drag-store";
import {
  INDENT,
  type OutlineRow,
  outlineRows,
  ROW_HEIGHT,
  rowOfPlace,
} from "@/features/editor/outline/outline-rows";
import { useOutlineSurface } from "@/features/editor/outline/use-outline-surface";
import { useBlockProblems } from "@/features/editor/problems/problem-index";
import { BlockMenu } from "@/features/editor/screen/block-menu";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import { keyOfElement, usePressedBlocks } from "@/features/editor/screen/use-pressed-blocks";
import type { Key } from "@/ipc/bindings";
import "./outline.css";

/** All blocks as lines, beside the canvas: the same selection, the same folds. */
export function Outline() {
  const count = useDraftState((state) => state.order.length);
  const parameters = useDraftState((state) => state.head.parameters.length);
  return (
    <section className="outline" aria-label="Outline" {...region}>
      <PanelHead aux={count}>Outline</PanelHead>
      <div className="outline-panels">
        <PanelRow panel="parameters" icon={Braces} label="Parameters" aux={parameters} />
        <PanelRow panel="settings" icon={SlidersHorizontal} label="Settings" />
      </div>
      <OutlineTree />
    </section>
  );
}

interface PanelRowProps {
  panel: Panel;
  icon: IconType;
  label: string;
  aux?: number | undefined;
}

function PanelRow({ panel, icon, label, aux }: PanelRowProps) {
  const draft = useDraft();
  const isShown = useDraftState((state) => state.panel === panel);
  return (
    <button
      type="button"
      className="outline-panel-row"
      aria-pressed={isShown}
      onClick={() => draft.show(panel)}
    >
      <Icon icon={icon} size={14} />
      <span>{label}</span>
      {aux !== undefined && <span className="outline-aux">{aux}</span>}
    </button>
  );
}

function OutlineTree() {
  const structure = useStructure();
  const folded = useDraftState((state) => state.folded);
  const chosen = useDraftState((state) => state.selection.at(-1) ?? null);
  const rows = useMemo(() => outlineRows(structure, folded), [structure, folded]);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [menuKey, setMenuKey] = useState<Key | null>(null);
  const pressed = usePressedBlocks();
  const current = Math.max(
    0,
    rows.findIndex((row) => row.key === chosen),
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    paddingEnd: 8,
    overscan: 8,
    rangeExtractor: (range) => rangeWith(range, [current]),
  });
  useOutlineSurface(scroller, rows, structure);
  const focus = useFocusFollows(scroller, chosen, () =>
    virtualizer.scrollToIndex(current, { align: "auto" }),
  );
  const openMenu = (event: { target: EventTarget }) => {
    const key = keyOfElement(event.target);
    if (key !== null) pressed.chooseForMenu(key);
    flushSync(() => setMenuKey(key));
  };
  return (
    <ContextMenu menu={menuKey === null ? null : <BlockMenu blockKey={menuKey} />}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the editor's shortcuts */}
      <div
        ref={setScroller}
        className="outline-tree"
        role="tree"
        aria-label="Outline"
        aria-multiselectable="true"
        data-blocks="outline"
        onPointerDown={pressed.onPointerDown}
        onClick={pressed.onClick}
        onDoubleClick={pressed.onDoubleClick}
        onContextMenuCapture={openMenu}
        {...focus}
      >
        <div
          role="presentation"
          style={{ height: virtualizer.getTotalSize(), position: "relative" }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <OutlineLine key={row.key} row={row} top={start} isCurrent={index === current} />
              )
            );
          })}
          <OutlineSlot rows={rows} />
        </div>
      </div>
    </ContextMenu>
  );
}

/** Shows the chosen line, and keeps the focus on it while the outline has the focus. */
function useFocusFollows(scroller: HTMLElement | null, chosen: Key | null, show: () => void) {
  const hasFocus = useRef(false);
  const latest = useRef(show);
  useLayoutEffect(() => {
    latest.current = show;
  });
  useLayoutEffect(() => {
    if (!scroller || chosen === null) return;
    latest.current();
    if (hasFocus.current)
      scroller.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [scroller, chosen]);
  return {
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: (event: React.FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) hasFocus.current = false;
    },
  };
}

interface OutlineLineProps {
  row: OutlineRow;
  top: number;
  isCurrent: boolean;
}

const OutlineLine = memo(({ row, top, isCurrent }: OutlineLineProps) => {
  const draft = useDraft();
  const { kinds } = useEditorUi();
  const node = useNode(row.key);
  const name = useBlockName(row.key);
  const problems = useBlockProblems(row.key);
  const isSelected = useIsSelected(row.key);
  const isLifted = useDragState(
    ({ lifted, isCopy }) => lifted?.type === "blocks" && !isCopy && lifted.keys.includes(row.key),
  );
  if (!node) return null;
  return (
    <div
      className="outline-line"
      style={{ transform: `translateY(${top}px)`, "--depth": row.depth } as CSSProperties}
      role="treeitem"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={name}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.isOpen ?? undefined}
      aria-selected={isSelected}
      data-key={row.key}
      data-off={node.isOff || undefined}
      data-lifted={isLifted || undefined}
    >
      {kinds.isKnown && <KindGlyph kind={node.kind} catalogue={kinds} size={18} />}
      <span className="mono truncate">{node.label || "No label"}</span>
      <span className="outline-aux">
        {node.isOff && <Icon icon={CircleSlash} size={12} />}
        {problems && <ProblemMark severity={problems.worst} words={problems.words} />}
        {row.isOpen !== null && (
          <button
            type="button"
            className="outline-twist"
            tabIndex={-1}
            aria-label={`${row.isOpen ? "Fold" : "Unfold"} ${node.label}`}
            onClick={() => draft.setFolded([row.key], row.isOpen === true)}
          >
            <Icon icon={row.isOpen ? ChevronDown : ChevronRight} size={12} />
          </button>
        )}
      </span>
    </div>
  );
}, sameLine);
OutlineLine.displayName = "OutlineLine";

function sameLine(before: OutlineLineProps, after: OutlineLineProps): boolean {
  if (before.top !== after.top || before.isCurrent !== after.isCurrent) return false;
  const names = Object.keys(after.row) as (keyof OutlineRow)[];
  return names.every((name) => before.row[name] === after.row[name]);
}

/** The line where something would go. */
function OutlineSlot({ rows }: { rows: readonly OutlineRow[] }) {
  const drag = useDrag();
  const structure = useStructure();
  const { addAt } = useEditorUi();
  const state = useDragState((state) => state);
  const gap = state.lifted ? state.target : addAt;
  if (!gap || (state.lifted && isHome(structure, state, gap))) return null;
  const { depth, index } = rowOfPlace(structure, rows, gap);
  const isRefused = state.lifted !== null && Boolean(drag.verdictOf(gap)?.refused);
  return (
    <div
      className="outline-slot"
      data-refused={isRefused || undefined}
      style={{ top: index * ROW_HEIGHT - 1, left: 6 + depth * INDENT }}
      aria-hidden="true"
    />
  );
}
