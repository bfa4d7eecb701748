import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import "./layout.css";

type Gap = 0 | 2 | 4 | 6 | 8 | 12 | 16 | 24;

interface BoxProps {
  children: ReactNode;
  /** Pixels between the parts. */
  gap?: Gap | undefined;
  /** Takes the free room. */
  grow?: boolean | undefined;
}

interface RowProps extends BoxProps {
  /** Wraps onto further lines. */
  wrap?: boolean | undefined;
  /** What does not fill the width goes to the start (default), the end, or apart. */
  justify?: "start" | "end" | "between" | undefined;
}

/** Parts side by side, centred on one line. */
export function Row({ children, gap = 8, grow, wrap, justify }: RowProps) {
  return (
    <div
      className="row"
      data-grow={grow || undefined}
      data-wrap={wrap || undefined}
      data-justify={justify}
      style={{ gap }}
    >
      {children}
    </div>
  );
}

/** Parts below each other, as wide as there is room. */
export function Stack({ children, gap = 8, grow }: BoxProps) {
  return (
    <div className="stack" data-grow={grow || undefined} style={{ gap }}>
      {children}
    </div>
  );
}

/** Pushes what follows to the end of a `Row` or `Bar`. */
export function Spacer() {
  return <span className="spacer" />;
}

interface TextProps {
  children: ReactNode;
  /** 13 by default; 11 for meta, 12 for second text, 15 for titles of panels, 20 for titles of pages. */
  size?: 11 | 12 | 13 | 15 | 20 | undefined;
  /** `second` and `meta` are quieter. */
  tone?: "main" | "second" | "meta" | "danger" | "warn" | "ok" | undefined;
  strong?: boolean | undefined;
  mono?: boolean | undefined;
  /** One line, cut at its end; the whole text as a tooltip if it is plain. */
  truncate?: boolean | undefined;
  /** Can be selected and copied. */
  selectable?: boolean | undefined;
  as?: "span" | "p" | "div" | "h1" | "h2" | "h3" | undefined;
}

/** A text in one of the sizes and tones of the design. */
export function Text({
  children,
  size,
  tone,
  strong,
  mono,
  truncate,
  selectable,
  as: Tag = "span",
}: TextProps) {
  return (
    <Tag
      className={classNames(
        "text",
        mono && "mono",
        truncate && "truncate",
        selectable && "selectable",
      )}
      data-size={size}
      data-tone={tone}
      data-strong={strong || undefined}
      title={truncate && typeof children === "string" ? children : undefined}
    >
      {children}
    </Tag>
  );
}

interface BarProps {
  children: ReactNode;
  /** Accessible name of the controls in it. */
  label?: string | undefined;
}

/** The 44 px bar at the top of a view: title, controls. */
export function Bar({ children, label }: BarProps) {
  if (!label) return <div className="bar">{children}</div>;
  return (
    <div className="bar" role="group" aria-label={label}>
      {children}
    </div>
  );
}

/** A short vertical line between groups of controls in a `Bar`. */
export function BarDivider() {
  return <span className="bar-divider" />;
}
