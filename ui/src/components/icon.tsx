import type { LucideIcon } from "lucide-react";
import { classNames } from "@/lib/class-names";
import "./icon.css";

export type IconType = LucideIcon;
export type IconSize = 12 | 13 | 14 | 15 | 16;

interface IconProps {
  icon: IconType;
  /** 16 by default; 14 in rows and small buttons, 12 in chips. */
  size?: IconSize | undefined;
  /** Turns: for work in progress only. */
  spin?: boolean | undefined;
  className?: string | undefined;
}

/** A lucide glyph at the weight of the design. It is decoration: the words beside it or the control's label carry the meaning. */
export function Icon({ icon: Glyph, size = 16, spin, className }: IconProps) {
  return (
    <Glyph
      aria-hidden="true"
      focusable="false"
      className={classNames("icon", spin && "spin", className)}
      width={size}
      height={size}
      strokeWidth={2}
    />
  );
}
