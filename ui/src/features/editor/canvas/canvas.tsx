import {
  type PointerEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { ContextMenu } from "@/components/menu";
import { region } from "@/components/regions";
import type { Box, Layout } from "@/features/editor/canvas/boxes";
import { CanvasBox } from "@/features/editor/canvas/canvas-box";
import { GapButton, SlotLine } from "@/features/editor/canvas/canvas-gap";
import { CanvasTools, nextZoom } from "@/features/editor/canvas/canvas-tools";
import { Crumbs } from "@/features/editor/canvas/crumbs";
import { layOut } from "@/features/editor/canvas/layout";
import { useCanvasSurface } from "@/features/editor/canvas/use-canvas-surface";
import { useFocusRoot } from "@/features/editor/canvas/use-focus-root";
import { useOpenGap } from "@/features/editor/canvas/use-open-gap";
import { useReflow } from "@/features/editor/canvas/use-reflow";
import { useReveal } from "@/features/editor/canvas/use-reveal";
import { useViewport, type Viewport } from "@/features/editor/canvas/use-viewport";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { useStructure } from "@/features/editor/draft/use-structure";
import { useDragState } from "@/features/editor/drag/drag-context";
import { BlockMenu } from "@/features/editor/screen/block-menu";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import { keyOfElement, usePressedBlocks } from "@/features/editor/screen/use-pressed-blocks";
import type { Key } from "@/ipc/bindings";
import { usePaintedMark } from "@/lib/painted";
import "./canvas.css";

export interface CanvasHandle {
  /** Puts the focus on the chosen card. */
  focus: () => void;
}

interface CanvasProps {
  onFind: () => void;
  /** Over the canvas: the find bar. */
  children?: ReactNode;
  ref?: Ref<CanvasHandle> | undefined;
}

/** Pixels that are drawn beyond what is in view. */
const BEYOND = 420;

/** The workflow as a picture: one column, laid out by itself. Only what is in view is drawn. */
export function Canvas({ onFind, children, ref }: CanvasProps) {
  const { commands } = useEditorUi();
  const structure = useStructure();
  const folded = useDraftState((state) => state.folded);
  const chosen = useDraftState((state) => state.selection.at(-1) ?? null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [world, setWorld] = useState<HTMLElement | null>(null);
  const [zoom, setZoom] = useState(1);
  const [menuKey, setMenuKey] = useState<Key | null>(null);
  const { viewport, scroll, onScroll } = useViewport(scroller);
  const [focus, setFocus] = useFocusRoot(structure);
  const slot = useOpenGap(structure);
  const width = viewport.width / zoom;
  usePaintedMark("editor", structure.order.length > 0);
  const layout = useMemo(
    () => layOut({ structure, folded, width, focus, open: slot.open }),
    [structure, folded, width, focus, slot.open],
  );
  const current = chosen ?? structure.order[0] ?? null;
  const drawn = inView(layout, viewport, zoom, current);
  useReflow(world, layout);
  const shown = layout.gaps.find((gap) => gap.id === slot.shown);
  const isByPointer = useDragState(({ lifted, by }) => lifted !== null && by === "pointer");
  const marked = isByPointer ? null : (shown?.y ?? null);
  const reveal = useReveal({ scroller, layout, zoom, viewport, scroll, chosen, marked });
  useCanvasSurface({ scroller, layout, zoom, viewport, scroll, onOpen: setFocus });
  useImperativeHandle(ref, () => ({ focus: reveal.focusCurrent }), [reveal]);
  const pressed = usePressedBlocks();
  const openMenu = (event: { target: EventTarget }) => {
    const key = keyOfElement(event.target);
    if (key !== null) pressed.chooseForMenu(key);
    flushSync(() => setMenuKey(key));
  };
  const onClick = (event: React.MouseEvent) => {
    const opens = (event.target as Element).closest<HTMLElement>("[data-opens]")?.dataset.opens;
    if (opens !== undefined) setFocus(opens);
    else pressed.onClick(event);
  };
  return (
    <section className="canvas" aria-label="Canvas" {...region}>
      {focus !== null && <Crumbs root={focus} onRoot={setFocus} />}
      <ContextMenu menu={menuKey === null ? null : <BlockMenu blockKey={menuKey} />}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are the controls */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the editor's shortcuts */}
        <div
          ref={setScroller}
          className="canvas-scroller"
          data-blocks="canvas"
          onScroll={onScroll}
          onWheel={(event) => event.ctrlKey && setZoom(nextZoom(zoom, event.deltaY < 0 ? 1 : -1))}
          onPointerDown={(event: PointerEvent) => pressed.onPointerDown(event)}
          onClick={onClick}
          onDoubleClick={pressed.onDoubleClick}
          onContextMenuCapture={openMenu}
          onFocus={reveal.onFocus}
          onBlur={reveal.onBlur}
        >
          <div
            className="canvas-size"
            style={{ height: layout.height * zoom, minWidth: layout.width * zoom }}
          >
            <div
              ref={setWorld}
              className="canvas-world"
              style={zoom === 1 ? undefined : { transform: `scale(${zoom})` }}
            >
              <div role="tree" aria-label="Blocks" aria-multiselectable="true">
                {drawn.boxes.map((box) => (
                  <CanvasBox
                    key={box.id}
                    box={box}
                    isCurrent={"key" in box && box.key === current && box.type !== "pill"}
                  />
                ))}
              </div>
              {drawn.empties.map((box) => (
                <CanvasBox key={box.id} box={box} isCurrent={false} />
              ))}
              <Gaps gaps={drawn.gaps} />
              {shown && <SlotLine gap={shown} />}
            </div>
          </div>
        </div>
      </ContextMenu>
      {children}
      <CanvasTools zoom={zoom} onZoom={setZoom} onFoldAll={commands.foldAll} onFind={onFind} />
    </section>
  );
}

function Gaps({ gaps }: { gaps: Layout["gaps"] }) {
  const isDragging = useDragState(({ lifted }) => lifted !== null);
  return isDragging ? null : gaps.map((gap) => <GapButton key={gap.id} gap={gap} />);
}

/** What is in view, and the card with the tab stop wherever it is. */
function inView(layout: Layout, viewport: Viewport, zoom: number, current: Key | null) {
  const top = (viewport.top - BEYOND) / zoom;
  const bottom = (viewport.top + viewport.height + BEYOND) / zoom;
  const isIn = ({ y, h }: { y: number; h: number }) => y < bottom && y + h > top;
  const isCurrent = (box: Box) => "key" in box && box.key === current && box.type !== "pill";
  const boxes = layout.boxes.filter((box) => isIn(box) || isCurrent(box));
  return {
    boxes: boxes.filter(({ type }) => type !== "empty"),
    // Buttons: they are no part of the tree.
    empties: boxes.filter(({ type }) => type === "empty"),
    gaps: layout.gaps.filter(({ y }) => isIn({ y, h: 0 })),
  };
}
