import { Popover as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import "./menu.css";
import "./popover.css";

interface PopoverProps {
  trigger: ReactElement;
  children: ReactNode;
  /** Accessible name of what opens. */
  label: string;
  align?: "start" | "center" | "end" | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  width?: number | undefined;
  /** Without padding, for lists that reach the edges. */
  flush?: boolean | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** A small surface with controls, beside the button that opened it. Escape and a press outside close it. */
export function Popover({
  trigger,
  children,
  label,
  align = "start",
  side,
  width,
  flush,
  open,
  onOpenChange,
}: PopoverProps) {
  return (
    <Primitive.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className={classNames("popup", "popover")}
          data-flush={flush || undefined}
          aria-label={label}
          align={align}
          {...(side ? { side } : {})}
          sideOffset={4}
          collisionPadding={8}
          style={{ width }}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
