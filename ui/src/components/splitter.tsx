import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import "./splitter.css";

interface SplitterProps {
  /** What is resized: "Sidebar". */
  label: string;
  /** Pixels now, and between which. */
  size: number;
  least: number;
  most: number;
  /** Where a double click leads back to. */
  usual: number;
  /** The panel that is resized lies before the edge (left or above) or after it. */
  panel: "before" | "after";
  /** Direction of the panels: side by side by default. */
  axis?: "x" | "y" | undefined;
  onResize: (size: number) => void;
  /** The edge was let go: the time to remember the size. */
  onResizeEnd?: ((size: number) => void) | undefined;
}

/** The edge between two panels: drag it, arrow keys move it by 8 px, a double click or Home resets it. */
export function Splitter(props: SplitterProps) {
  const { label, size, least, most, usual, panel, axis = "x", onResize, onResizeEnd } = props;
  const start = useRef<{ at: number; size: number } | null>(null);
  const last = useRef(size);
  const resize = (next: number) => {
    last.current = Math.round(Math.min(most, Math.max(least, next)));
    onResize(last.current);
  };
  const place = (event: PointerEvent) => (axis === "x" ? event.clientX : event.clientY);
  const grows = panel === "before" ? 1 : -1;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: place(event), size };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) resize(start.current.size + grows * (place(event) - start.current.at));
  };
  const onPointerUp = () => {
    if (start.current && last.current !== start.current.size) onResizeEnd?.(last.current);
    start.current = null;
  };
  const settle = (next: number) => {
    resize(next);
    onResizeEnd?.(last.current);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = axis === "x" ? "ArrowRight" : "ArrowDown";
    const backward = axis === "x" ? "ArrowLeft" : "ArrowUp";
    if (event.key === forward) settle(size + grows * 8);
    else if (event.key === backward) settle(size - grows * 8);
    else if (event.key === "Home") settle(usual);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="splitter"
      role="separator"
      data-axis={axis}
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === "x" ? "vertical" : "horizontal"}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => settle(usual)}
      onKeyDown={onKeyDown}
    />
  );
}
