import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { ContextMenu } from "@/components/menu";
import { PlainTreeRows, type RowState, VirtualTreeRows } from "@/components/tree-row";
import {
  type TreeMove,
  type TreeRow,
  type TreeSource,
  treeMove,
  treeRows,
} from "@/components/tree-rows";
import { useLatest } from "@/components/use-latest";
import "./tree.css";

export interface TreeHandle {
  /** Puts the focus on the current line. */
  focus: () => void;
  /** Brings a visible line into view without taking the focus. */
  reveal: (id: string) => void;
}

export interface TreeProps<Node> extends TreeSource<Node> {
  /** Accessible name. */
  label: string;
  /** The content of a line; `twist` is the chevron, to be put where it belongs. */
  renderNode: (node: Node, state: RowState) => ReactNode;
  /** What a screen reader says for the line, where its content is not enough. */
  nodeLabel?: ((node: Node) => string) | undefined;
  expanded: ReadonlySet<string>;
  onExpandedChange: (expanded: ReadonlySet<string>) => void;
  selected?: string | null | undefined;
  /** Follows the focus. */
  onSelect?: ((node: Node) => void) | undefined;
  /** Enter or double click. Without it Enter expands and collapses. */
  onActivate?: ((node: Node) => void) | undefined;
  /** Other keys on a line; `preventDefault` when one is taken. */
  onNodeKeyDown?: ((event: KeyboardEvent, node: Node) => void) | undefined;
  /** Items of the context menu of a line, or null. */
  menuOf?: ((node: Node) => ReactNode) | undefined;
  /** Id under which a line takes what is dropped on it (`DragArea`), or null. */
  dropId?: ((node: Node) => string | null) | undefined;
  /** `quiet` for what has not happened yet, `danger` for the one failing line. */
  toneOf?: ((node: Node) => "quiet" | "danger" | undefined) | undefined;
  /** Spacing: `timeline` (28 px lines), `outline` (26), `nav` (sidebar), `code` (20, JSON). */
  variant?: "timeline" | "outline" | "nav" | "code" | undefined;
  /** Scrolls by itself and draws only what is visible; for trees of more than some hundred lines. */
  virtual?: boolean | undefined;
  ref?: Ref<TreeHandle> | undefined;
}

const ROW_HEIGHTS = { timeline: 28, outline: 26, nav: 28, code: 20 } as const;

/** A tree with one tab stop. Arrow keys move, expand and collapse. */
export function Tree<Node>(props: TreeProps<Node>) {
  const {
    expanded,
    onExpandedChange,
    selected,
    onSelect,
    onActivate,
    variant = "outline",
    menuOf,
  } = props;
  const [focused, setFocused] = useState<string | null>(null);
  const [menuRow, setMenuRow] = useState<TreeRow<Node> | null>(null);
  // In state and not in a ref: the lines below need it before the element has reported to this component.
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const revealer = useRef<(index: number) => void>(() => {});
  const rows = treeRows(props, expanded);
  const current = currentIndex(rows, focused, selected);

  const toggle = (id: string) => {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    onExpandedChange(next);
  };
  const focusRow = (index: number, isChosen = true) => {
    const row = rows[index];
    if (!row) return;
    setFocused(row.id);
    revealer.current(index);
    focusLine(element, index);
    if (isChosen) onSelect?.(row.node);
  };
  const perform = (move: TreeMove | null): boolean => {
    if (move?.type === "focus") focusRow(move.index);
    else if (move?.type === "expand") onExpandedChange(new Set([...expanded, ...move.ids]));
    else if (move?.type === "collapse") toggle(move.id);
    return move !== null;
  };
  const enter = (row: TreeRow<Node>) => {
    if (onActivate) onActivate(row.node);
    else if (row.hasChildren) toggle(row.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row || hasModifier(event) || event.defaultPrevented) return;
    props.onNodeKeyDown?.(event, row.node);
    if (event.defaultPrevented) return;
    if (event.key === "Enter") enter(row);
    else if (!perform(treeMove(rows, current, event.key))) return;
    event.preventDefault();
  };
  useImperativeHandle(props.ref, () => ({
    focus: () => focusLine(element, current),
    reveal: (id) => {
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) revealer.current(index);
    },
  }));

  const acts = useLatest({
    focusRow,
    toggle,
    activate: (row: TreeRow<Node>) => onActivate?.(row.node),
    // Before the same event reaches the menu, which opens only if there are items.
    openMenu: (row: TreeRow<Node>) => flushSync(() => setMenuRow(row)),
  });
  const Rows = props.virtual ? VirtualTreeRows : PlainTreeRows;
  const tree = (
    <div
      ref={setElement}
      className="tree"
      data-variant={variant}
      data-virtual={props.virtual || undefined}
      role="tree"
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onContextMenuCapture={() => setMenuRow(null)}
    >
      <Rows
        rows={rows}
        current={current}
        acts={acts}
        rowHeight={ROW_HEIGHTS[variant]}
        revealer={revealer}
        scroller={element}
        look={props}
      />
    </div>
  );
  if (!menuOf) return tree;
  return <ContextMenu menu={menuRow ? menuOf(menuRow.node) : null}>{tree}</ContextMenu>;
}

/** The line with the tab stop: the one last focused, else the selected one, else the first. */
function currentIndex<Node>(
  rows: readonly TreeRow<Node>[],
  focused: string | null,
  selected: string | null | undefined,
) {
  const find = (id: string | null | undefined) =>
    id == null ? -1 : rows.findIndex((row) => row.id === id);
  const focusedIndex = find(focused);
  if (focusedIndex >= 0) return focusedIndex;
  return Math.max(0, find(selected));
}

/** At once if the line is drawn, else after the render that draws it. */
function focusLine(tree: HTMLElement | null, index: number) {
  const find = () => tree?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const line = find();
  if (line) line.focus({ preventScroll: true });
  else queueMicrotask(() => find()?.focus({ preventScroll: true }));
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey;
}
