import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent, ReactNode, Ref } from "react";
import { Icon, type IconType } from "@/components/icon";
import { Kbd } from "@/components/kbd";
import { classNames } from "@/lib/class-names";
import "./button.css";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ControlSize = "sm" | "md" | "lg";

export interface ButtonProps extends Omit<ComponentProps<"button">, "ref" | "children"> {
  children: ReactNode;
  /** One primary a view. `secondary` by default. */
  variant?: ButtonVariant | undefined;
  /** 24, 28 (default) or 32 px high. */
  size?: ControlSize | undefined;
  icon?: IconType | undefined;
  /** A glyph after the words, such as a chevron. */
  endIcon?: IconType | undefined;
  /** Work under way: a spinner before the same words; the button takes no presses. */
  loading?: boolean | undefined;
  /** Keys shown in the button, such as "mod+enter". The shortcut itself is registered by `useShortcut`. */
  keys?: string | undefined;
  /** Shown as held down (a toggle that is on). Sets `aria-pressed`. */
  pressed?: boolean | undefined;
  /** Takes the free width. */
  grow?: boolean | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button with words. Say why it is disabled beside it, never only by greying it. */
export function Button({
  children,
  variant = "secondary",
  size = "md",
  icon,
  endIcon,
  loading = false,
  keys,
  pressed,
  grow,
  className,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames("button", className)}
      data-variant={variant}
      data-size={size}
      data-grow={grow || undefined}
      data-pressed={pressed || undefined}
      aria-pressed={pressed}
      aria-busy={loading || undefined}
      aria-disabled={loading || rest["aria-disabled"]}
      onClick={loading ? swallow : onClick}
    >
      {loading ? (
        <Icon icon={LoaderCircle} size={14} spin />
      ) : (
        icon && <Icon icon={icon} size={size === "sm" ? 14 : 16} />
      )}
      <span className="truncate">{children}</span>
      {endIcon && <Icon icon={endIcon} size={12} />}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

/** A press while work is under way does nothing; in a form it does not send it a second time. */
function swallow(event: MouseEvent<HTMLButtonElement>) {
  event.preventDefault();
}
