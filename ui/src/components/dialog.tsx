import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { holdBackground } from "@/components/inert-background";
import { ShortcutLayer } from "@/components/use-shortcut";
import "./dialog.css";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** One quiet line under the title. */
  subtitle?: ReactNode;
  /** A `Banner` with what went wrong. */
  banner?: ReactNode;
  /** Tabs, between the head and the body. */
  tabs?: ReactNode;
  children: ReactNode;
  /** A second column of 312 px, on the inset surface. */
  aside?: ReactNode;
  /** Quiet buttons at the start of the foot. */
  footerStart?: ReactNode;
  /** Cancel, then the primary button. */
  footer?: ReactNode;
  /** Pixels; 480 by default. */
  width?: number | undefined;
  /** Pixels; as high as its content by default. */
  height?: number | undefined;
  /** Something was typed: Escape and a press outside do not close, so that nothing is lost. */
  dirty?: boolean | undefined;
  /** Called when `dirty` has kept it from closing, to ask in place. */
  onHeld?: (() => void) | undefined;
  /** Work under way: it cannot be closed by Escape, a press outside or the cross. */
  busy?: boolean | undefined;
}

/**
 * A modal dialog. What is behind it is inert; focus goes to the first field (or to what carries `data-autofocus`)
 * and returns to where it was. There are never two at once.
 */
export function Dialog(props: DialogProps) {
  const { open, onClose, dirty = false, busy = false, width = 480, height } = props;
  const guard = (event: { preventDefault: () => void }) => {
    if (dirty || busy) event.preventDefault();
    if (dirty && !busy) props.onHeld?.();
  };
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose();
      }}
    >
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-scrim">
          <DialogSurface
            guard={guard}
            width={width}
            height={height}
            {...pickDescription(props.subtitle)}
          >
            <ShortcutLayer>
              <DialogHead {...props} />
              <div className="dialog-main" data-two={props.aside ? true : undefined}>
                <div className="dialog-body">{props.children}</div>
                {props.aside && <div className="dialog-aside">{props.aside}</div>}
              </div>
              {(props.footer || props.footerStart) && (
                <footer className="dialog-foot">
                  {props.footerStart}
                  <span className="dialog-foot-gap" />
                  {props.footer}
                </footer>
              )}
            </ShortcutLayer>
          </DialogSurface>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface DialogSurfaceProps {
  children: ReactNode;
  guard: (event: { preventDefault: () => void }) => void;
  width: number;
  height: number | undefined;
  "aria-describedby"?: undefined;
}

function DialogSurface({ children, guard, width, height, ...described }: DialogSurfaceProps) {
  const [isHeld, setHeld] = useState(false);
  const surface = useRef<HTMLDivElement>(null);
  useEffect(() => (isHeld ? holdBackground() : undefined), [isHeld]);
  return (
    <Primitive.Content
      {...described}
      ref={surface}
      className="dialog"
      aria-modal="true"
      style={{ width, height }}
      onEscapeKeyDown={guard}
      onPointerDownOutside={(event) => {
        // Toasts lie outside of the dialog and stay usable.
        if (event.target instanceof Element && event.target.closest(".toast-region"))
          event.preventDefault();
        else guard(event);
      }}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        firstTarget(surface.current)?.focus();
        // Only now: what had the focus before is remembered by Radix, and inert would have taken it away.
        setHeld(true);
      }}
    >
      {children}
    </Primitive.Content>
  );
}

function DialogHead({ title, subtitle, banner, tabs, busy }: DialogProps) {
  return (
    <>
      <header className="dialog-head">
        <div className="dialog-title-row">
          <Primitive.Title className="dialog-title truncate">{title}</Primitive.Title>
          <Primitive.Close asChild>
            <IconButton icon={X} iconSize={16} size="sm" label="Close" disabled={busy} />
          </Primitive.Close>
        </div>
        {subtitle && (
          <Primitive.Description className="dialog-subtitle">{subtitle}</Primitive.Description>
        )}
      </header>
      {banner}
      {tabs && <div className="dialog-tabs">{tabs}</div>}
    </>
  );
}

/** Radix looks for a description unless it is told that there is none. */
function pickDescription(subtitle: ReactNode): { "aria-describedby"?: undefined } {
  return subtitle ? {} : { "aria-describedby": undefined };
}

/** What gets the focus: a marked element, the first field of the body, else the last button of the foot, else the dialog. */
function firstTarget(dialog: HTMLElement | null): HTMLElement | null {
  if (!dialog) return null;
  const field =
    "input:not([disabled],[type=hidden]),select:not([disabled]),textarea:not([disabled])";
  return (
    dialog.querySelector<HTMLElement>("[data-autofocus]") ??
    dialog.querySelector<HTMLElement>(`.dialog-main :is(${field}),.dialog-main [role=combobox]`) ??
    Array.from(dialog.querySelectorAll<HTMLElement>(".dialog-foot button:not([disabled])")).at(
      -1,
    ) ??
    dialog
  );
}
