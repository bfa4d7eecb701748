import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "@/components/kbd";
import "./tooltip.css";

interface TooltipProps {
  /** What is said; nothing is shown while it is empty. */
  content: ReactNode;
  /** Keys after the words, such as "mod+z". */
  keys?: string | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  /** One element that takes a ref and the usual props. */
  children: ReactElement;
}

/** A short note on hover (after 500 ms) or focus. Never the only place of something that has to be known. */
export function Tooltip({ content, keys, side = "bottom", children }: TooltipProps) {
  if (!content) return children;
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="tooltip" side={side} sideOffset={6} collisionPadding={6}>
          {content}
          {keys && <Kbd keys={keys} />}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Shared delay of all tooltips of a window. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={500} skipDelayDuration={150}>
      {children}
    </Primitive.Provider>
  );
}
