import { Popover as Primitive } from "radix-ui";
import { type ReactNode, useMemo } from "react";
import "./menu.css";
import "./popover.css";

interface PopoverAtProps {
  /** Where it belongs, in the window. */
  box: DOMRect;
  children: ReactNode;
  /** Accessible name of what opens. */
  label: string;
  width?: number | undefined;
  /** Closed by Escape or a press outside. */
  onClose: () => void;
  /** Takes the focus back. */
  onReturn?: (() => void) | undefined;
}

/** A small surface beside something that is no button of its own, such as a part of a text. */
export function PopoverAt({ box, children, label, width, onClose, onReturn }: PopoverAtProps) {
  const anchor = useMemo(() => ({ current: { getBoundingClientRect: () => box } }), [box]);
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Anchor virtualRef={anchor} />
      <Primitive.Portal>
        <Primitive.Content
          className="popup popover"
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          style={{ width }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onReturn?.();
          }}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
