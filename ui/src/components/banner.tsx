import { CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import "./banner.css";

interface BannerProps {
  /** What happened, in a few words. */
  title: ReactNode;
  /** Where, why, what still works. */
  children?: ReactNode;
  /** `danger` by default. */
  tone?: "danger" | "warn" | "info" | undefined;
  /** One `Button` of size `sm` that can mend it. */
  action?: ReactNode;
}

const ICONS = { danger: CircleX, warn: TriangleAlert, info: Info } as const;

/** A line across a view: what happened and the one thing to do about it. */
export function Banner({ title, children, tone = "danger", action }: BannerProps) {
  return (
    <div className="banner" data-tone={tone} role={tone === "info" ? "status" : "alert"}>
      <Icon icon={ICONS[tone]} />
      <div className="banner-words selectable">
        <div className="banner-title">{title}</div>
        {children && <div className="banner-more">{children}</div>}
      </div>
      {action}
    </div>
  );
}
