import { Fragment, type ReactNode, useState } from "react";
import { Splitter } from "@/components/splitter";
import "./resizable-panels.css";

export interface Panel {
  /** Key under which its size is remembered. */
  id: string;
  /** Name of its edge: "Preview". */
  label: string;
  content: ReactNode;
  /** Absent for the one panel that takes the rest. */
  size?: { usual: number; least: number; most: number } | undefined;
}

interface ResizablePanelsProps {
  /** From left to right, or from top to bottom. Exactly one has no `size`. */
  panels: readonly Panel[];
  /** Remembered sizes in pixels, by panel id. */
  sizes: Readonly<Record<string, number>>;
  /** Called when an edge is let go. */
  onSizesChange: (sizes: Record<string, number>) => void;
  axis?: "x" | "y" | undefined;
}

/** Panels with edges that can be dragged; a double click on an edge resets it. */
export function ResizablePanels({
  panels,
  sizes,
  onSizesChange,
  axis = "x",
}: ResizablePanelsProps) {
  // What is being dragged right now; the remembered sizes change when the edge is let go.
  const [moving, setMoving] = useState<{ id: string; size: number } | null>(null);
  const free = panels.findIndex((panel) => panel.size === undefined);
  const sizeOf = ({ id, size }: Panel) => {
    if (!size) return undefined;
    const wanted = moving?.id === id ? moving.size : (sizes[id] ?? size.usual);
    return Math.min(size.most, Math.max(size.least, wanted));
  };
  return (
    <div className="panels" data-axis={axis}>
      {panels.map((panel, index) => {
        const size = sizeOf(panel);
        const side = index < free ? "before" : "after";
        const edge = panel.size && size !== undefined && (
          <Splitter
            label={panel.label}
            size={size}
            least={panel.size.least}
            most={panel.size.most}
            usual={panel.size.usual}
            panel={side}
            axis={axis}
            onResize={(next) => setMoving({ id: panel.id, size: next })}
            onResizeEnd={(next) => {
              setMoving(null);
              onSizesChange({ ...sizes, [panel.id]: next });
            }}
          />
        );
        return (
          <Fragment key={panel.id}>
            {side === "after" && edge}
            <div
              className="panel"
              data-free={panel.size === undefined || undefined}
              data-side={panel.size && side}
              style={{ flexBasis: size }}
            >
              {panel.content}
            </div>
            {side === "before" && edge}
          </Fragment>
        );
      })}
    </div>
  );
}
