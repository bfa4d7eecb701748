import type { ReactNode } from "react";

/** A component with the name of its state below it. `shown` forces the look of a pointer or focus state. */
export function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="sheet-cell">
      {children}
      <small>{name}</small>
    </div>
  );
}

interface PartProps {
  title: string;
  wide?: boolean;
  children: ReactNode;
}

export function Part({ title, wide, children }: PartProps) {
  return (
    <section className={wide ? "sheet-wide" : undefined}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
