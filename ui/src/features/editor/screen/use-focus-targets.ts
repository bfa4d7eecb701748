import { type RefObject, useMemo, useRef, useState } from "react";
import type { CanvasHandle } from "@/features/editor/canvas/canvas";
import type { LibraryHandle } from "@/features/editor/library/library";
import { focusWhenThere } from "@/features/editor/screen/focus-when-there";

type Overlay = "library" | "inspector";

/** Where the keys of the editor lead: the library, the inspector and back to the canvas. */
export interface FocusTargets {
  canvas: RefObject<CanvasHandle | null>;
  library: RefObject<LibraryHandle | null>;
  inspector: RefObject<HTMLDivElement | null>;
  /** What lies over the canvas, where there is no room beside it. */
  overlay: Overlay | null;
  close: () => void;
  toLibrary: () => void;
  toInspector: () => void;
}

const FIRST_FIELD = "input:not([type='checkbox']), textarea, [contenteditable='true']";

export function useFocusTargets(): FocusTargets {
  const canvas = useRef<CanvasHandle>(null);
  const library = useRef<LibraryHandle>(null);
  const inspector = useRef<HTMLDivElement>(null);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const acts = useMemo(
    () => ({
      close: () => {
        setOverlay(null);
        canvas.current?.focus();
      },
      toLibrary: () => {
        setOverlay("library");
        requestAnimationFrame(() => library.current?.focus());
      },
      toInspector: () => {
        setOverlay("inspector");
        requestAnimationFrame(() => focusWhenThere(inspector.current, FIRST_FIELD));
      },
    }),
    [],
  );
  return { canvas, library, inspector, overlay, ...acts };
}
