import { Check, CornerLeftUp, Flag, Play, Plus } from "lucide-react";
import { type CSSProperties, memo, type ReactNode } from "react";
import { Icon } from "@/components/icon";
import { BlockContent, useBlockName } from "@/features/editor/canvas/block-card";
import type {
  Box,
  CardBox,
  EmptyBox,
  FrameBox,
  PillBox,
  TermBox,
} from "@/features/editor/canvas/boxes";
import { GoesTo } from "@/features/editor/canvas/goes-to";
import { nextWords } from "@/features/editor/canvas/next-words";
import {
  useDraft,
  useDraftState,
  useIsSelected,
  useNode,
} from "@/features/editor/draft/draft-context";
import { useDragState } from "@/features/editor/drag/drag-context";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import type { Key } from "@/ipc/bindings";

interface CanvasBoxProps {
  box: Box;
  /** The one card with the tab stop. */
  isCurrent: boolean;
}

/** One thing on the canvas, at its place. Drawn again only when its place or what it shows changes. */
export const CanvasBox = memo(({ box, isCurrent }: CanvasBoxProps) => {
  switch (box.type) {
    case "card":
      return <CardShape box={box} isCurrent={isCurrent} />;
    case "frame":
      return <FrameShape box={box} isCurrent={isCurrent} />;
    case "pill":
      return <PillShape box={box} />;
    case "empty":
      return <EmptyShape box={box} />;
    case "line":
    case "fork":
    case "join":
    case "rail":
    case "elbow":
      return (
        <div className="canvas-line" data-shape={box.type} data-box={box.id} style={at(box)} />
      );
    default:
      return <TermShape box={box} />;
  }
}, sameLook);
CanvasBox.displayName = "CanvasBox";

function sameLook(before: CanvasBoxProps, after: CanvasBoxProps): boolean {
  if (before.isCurrent !== after.isCurrent) return false;
  const [one, other] = [before.box, after.box];
  if (one.type === "empty") return one.x === other.x && one.y === other.y && one.w === other.w;
  const names = Object.keys(other) as (keyof Box)[];
  return names.every((name) => one[name] === other[name]);
}

/** In the middle of the column, moved by a transform, so that a move can be animated. */
function at({ x, y, w, h }: Box): CSSProperties {
  return { width: w, height: h, transform: `translate(${x}px, ${y}px)` };
}

interface BlockShapeProps<Shape> {
  box: Shape;
  isCurrent: boolean;
}

function CardShape({ box, isCurrent }: BlockShapeProps<CardBox>) {
  const node = useNode(box.key);
  const hidden = box.hidden ?? undefined;
  const isOpen = hidden === undefined && (node?.branches.length ?? 0) > 0 && !node?.inGraph;
  return (
    <div
      className="block-card"
      data-box={box.id}
      style={at(box)}
      {...useBlockProps(box, isCurrent, hidden ? false : isOpen || undefined)}
    >
      <div className="block-line">
        <BlockContent blockKey={box.key} container={hidden ?? (isOpen ? "open" : undefined)} />
      </div>
      {node && node.goesTo.length > 0 && <GoesTo node={node} />}
    </div>
  );
}

function FrameShape({ box, isCurrent }: BlockShapeProps<FrameBox>) {
  const node = useNode(box.key);
  const isTarget = useDragState(
    ({ target, lifted }) =>
      target?.scope.in === "loop" &&
      target.scope.block === box.key &&
      !(lifted?.type === "blocks" && lifted.keys.includes(box.key)),
  );
  return (
    <div
      className="loop-frame"
      data-box={box.id}
      data-target={isTarget || undefined}
      style={at(box)}
      role="none"
    >
      <div className="loop-head" {...useBlockProps(box, isCurrent, true)}>
        <BlockContent blockKey={box.key} container="open" />
      </div>
      {node && node.goesTo.length > 0 && <GoesTo node={node} />}
    </div>
  );
}

/** What cards and the heads of loops have in common: their place in the tree, and their state. */
function useBlockProps(
  box: CardBox | FrameBox,
  isCurrent: boolean,
  isExpanded: boolean | undefined,
) {
  const { states } = useEditorUi();
  const label = useBlockName(box.key);
  const node = useNode(box.key);
  const isSelected = useIsSelected(box.key);
  const isLifted = useDragState(
    ({ lifted, isCopy }) => lifted?.type === "blocks" && !isCopy && lifted.keys.includes(box.key),
  );
  return {
    role: "treeitem",
    tabIndex: isCurrent ? 0 : -1,
    "aria-label": label,
    "aria-level": box.level,
    "aria-posinset": box.position,
    "aria-setsize": box.siblings,
    "aria-selected": isSelected,
    "aria-expanded": isExpanded,
    "data-key": box.key,
    "data-off": node?.isOff || undefined,
    "data-lifted": isLifted || undefined,
    "data-state": (node && states?.get(node.label)) ?? undefined,
  };
}

function PillShape({ box }: { box: PillBox }) {
  const draft = useDraft();
  const head = useNode(box.key)?.branches[box.branch];
  const isTarget = useDragState(
    ({ target }) =>
      target?.scope.in === "branch" &&
      target.scope.block === box.key &&
      target.scope.branch === box.branch,
  );
  if (!head) return null;
  const name = `Branch ${box.branch + 1} of ${box.siblings}, ${head.caption}`;
  return (
    <div className="branch-pill-place" data-left={box.isIndented || undefined} style={at(box)}>
      <button
        type="button"
        className="branch-pill"
        role="treeitem"
        tabIndex={-1}
        title={head.expression ?? head.caption}
        aria-label={name}
        aria-level={box.level}
        aria-posinset={box.position}
        aria-setsize={box.siblings}
        aria-selected={false}
        data-target={isTarget || undefined}
        onClick={() => draft.select([box.key])}
      >
        {box.branch === 0 && <Icon icon={Check} size={12} />}
        <span className="truncate">{head.caption}</span>
      </button>
    </div>
  );
}

function EmptyShape({ box }: { box: EmptyBox }) {
  const { commands } = useEditorUi();
  const isBranch = box.gap.scope.in === "branch";
  return (
    <button
      type="button"
      className="empty-place"
      data-in={isBranch ? "branch" : "loop"}
      tabIndex={-1}
      style={at(box)}
      onClick={() => commands.addHere(box.gap)}
    >
      {!isBranch && <Icon icon={Plus} size={14} />}
      {isBranch ? "Nothing here, goes on" : "Add the first block"}
    </button>
  );
}

function TermShape({ box }: { box: TermBox }) {
  return (
    <div className="canvas-term-place" data-box={box.id} style={at(box)} aria-hidden="true">
      <TermWords type={box.type} loop={box.key} />
    </div>
  );
}

function TermWords({ type, loop }: { type: TermBox["type"]; loop: Key | null }) {
  const parameters = useDraftState((state) => state.head.parameters.length);
  const node = useNode(loop ?? "");
  if (type === "start") {
    const count = parameters === 1 ? "1 parameter" : `${parameters} parameters`;
    return <Term icon={Play}>{parameters === 0 ? "Start" : `Start · ${count}`}</Term>;
  }
  if (type === "next") return <Term icon={CornerLeftUp}>{node ? nextWords(node) : "Next"}</Term>;
  if (type === "always") return <Term icon={Flag}>Always at the end</Term>;
  return <Term icon={Flag}>End</Term>;
}

function Term({ icon, children }: { icon: typeof Flag; children: ReactNode }) {
  return (
    <span className="canvas-term">
      <Icon icon={icon} size={12} />
      {children}
    </span>
  );
}
