import { FoldVertical, Minus, Plus, Search } from "lucide-react";
import { IconButton } from "@/components/icon-button";
import { Tooltip } from "@/components/tooltip";

const STEPS = [0.5, 0.75, 0.9, 1, 1.1, 1.25] as const;

/** The next zoom in that direction, between 50 and 125 %. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const next =
    direction > 0
      ? STEPS.find((step) => step > zoom + 0.001)
      : STEPS.findLast((step) => step < zoom - 0.001);
  return next ?? zoom;
}

interface CanvasToolsProps {
  zoom: number;
  onZoom: (zoom: number) => void;
  onFoldAll: () => void;
  onFind: () => void;
}

/** Zoom, fold and find, in the corner of the canvas. */
export function CanvasTools({ zoom, onZoom, onFoldAll, onFind }: CanvasToolsProps) {
  return (
    <div className="canvas-tools">
      <div className="canvas-tool-group">
        <IconButton
          icon={Minus}
          size="sm"
          label="Zoom out"
          tooltipSide="top"
          aria-disabled={nextZoom(zoom, -1) === zoom}
          onClick={() => onZoom(nextZoom(zoom, -1))}
        />
        <Tooltip content="Zoom to 100 %" side="top">
          <button type="button" className="canvas-zoom" onClick={() => onZoom(1)}>
            {Math.round(zoom * 100)} %
          </button>
        </Tooltip>
        <IconButton
          icon={Plus}
          size="sm"
          label="Zoom in"
          tooltipSide="top"
          aria-disabled={nextZoom(zoom, 1) === zoom}
          onClick={() => onZoom(nextZoom(zoom, 1))}
        />
      </div>
      <div className="canvas-tool-group">
        <IconButton
          icon={FoldVertical}
          size="sm"
          label="Fold all"
          keys="shift+."
          tooltipSide="top"
          onClick={onFoldAll}
        />
        <IconButton
          icon={Search}
          size="sm"
          label="Find"
          keys="mod+f"
          tooltipSide="top"
          onClick={onFind}
        />
      </div>
    </div>
  );
}
