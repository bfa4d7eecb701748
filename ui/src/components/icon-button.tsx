import type { ComponentProps, Ref } from "react";
import type { ButtonVariant, ControlSize } from "@/components/button";
import { Icon, type IconSize, type IconType } from "@/components/icon";
import { Tooltip } from "@/components/tooltip";
import { classNames } from "@/lib/class-names";
import { currentPlatform } from "@/lib/platform";
import { ariaShortcut } from "@/lib/shortcut";
import "./icon-button.css";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "ref" | "children"> {
  icon: IconType;
  /** What the button does: its accessible name and its tooltip. */
  label: string;
  /** Keys shown in the tooltip and told to assistive technology. */
  keys?: string | undefined;
  /** `ghost` by default. */
  variant?: ButtonVariant | undefined;
  /** 24 (`sm`), 28 (default) or 32 px. */
  size?: ControlSize | undefined;
  iconSize?: IconSize | undefined;
  pressed?: boolean | undefined;
  loading?: boolean | undefined;
  tooltipSide?: "top" | "bottom" | "left" | "right" | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A square button with a glyph only; it always has a name and a tooltip. */
export function IconButton({
  icon,
  label,
  keys,
  variant = "ghost",
  size = "md",
  iconSize,
  pressed,
  loading,
  tooltipSide,
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} keys={keys} side={tooltipSide}>
      <button
        {...rest}
        type={type}
        className={classNames("button", "icon-button", className)}
        data-variant={variant}
        data-size={size}
        data-pressed={pressed || undefined}
        aria-label={label}
        aria-pressed={pressed}
        aria-busy={loading || undefined}
        aria-keyshortcuts={keys && ariaShortcut(keys, currentPlatform())}
      >
        <Icon icon={icon} size={iconSize ?? (size === "sm" ? 14 : 16)} spin={loading} />
      </button>
    </Tooltip>
  );
}
