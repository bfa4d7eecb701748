import { type ReactNode, useId } from "react";
import "./section.css";

interface SectionProps {
  title: ReactNode;
  /** At the right end of the head: a count, "Remembered for this workflow", a small button. */
  aux?: ReactNode;
  children: ReactNode;
  /** At the lower end of its panel. */
  last?: boolean | undefined;
}

/** A part of a side panel with its head, divided from the one above by a line. */
export function Section({ title, aux, children, last }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id} data-last={last || undefined}>
      <SectionHead id={id} title={title} aux={aux} />
      {children}
    </section>
  );
}

/** The head alone, for groups inside of a dialog. */
export function SectionHead({
  title,
  aux,
  id,
}: {
  title: ReactNode;
  aux?: ReactNode;
  id?: string | undefined;
}) {
  return (
    <h3 className="section-head" id={id}>
      {title}
      {aux && <span className="section-aux">{aux}</span>}
    </h3>
  );
}

interface PanelHeadProps {
  children: ReactNode;
  /** At the right end. */
  aux?: ReactNode;
  /** A line above it. */
  divided?: boolean | undefined;
}

/** The 32 px head of a panel or of a group in a list. */
export function PanelHead({ children, aux, divided }: PanelHeadProps) {
  return (
    <div className="panel-head" data-divided={divided || undefined}>
      <span className="truncate">{children}</span>
      {aux && <span className="section-aux">{aux}</span>}
    </div>
  );
}

export interface KeyValue {
  key: string;
  value: ReactNode;
  /** A quiet word at the end, such as the type. */
  note?: ReactNode;
}

/** Names and values in two columns: parameters, facts. */
export function KeyValues({
  rows,
  mono,
}: {
  rows: readonly KeyValue[];
  mono?: boolean | undefined;
}) {
  return (
    <dl className="key-values" data-mono={mono || undefined}>
      {rows.map((row) => (
        <div key={row.key}>
          <dt title={row.key}>{row.key}</dt>
          <dd
            className="selectable truncate"
            title={typeof row.value === "string" ? row.value : undefined}
          >
            {row.value}
          </dd>
          {row.note !== undefined && <dd className="key-values-note">{row.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

interface OptionRowProps {
  label: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}

/** A setting: words at the start, its control at the end. Stands in a `Group` or in a column of its own. */
export function OptionRow({ label, hint, children }: OptionRowProps) {
  return (
    <div className="option-row">
      <div className="option-words">
        {label}
        {hint && <small>{hint}</small>}
      </div>
      {children}
    </div>
  );
}

/** Option rows with a common frame, as in Settings. */
export function Group({ children }: { children: ReactNode }) {
  return <div className="group">{children}</div>;
}
