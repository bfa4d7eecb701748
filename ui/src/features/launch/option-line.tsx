import { type ReactNode, useId } from "react";
import "./option-line.css";

/** What the control of an option has to carry. */
interface Described {
  label: string;
  invalid: boolean;
  "aria-describedby": string | undefined;
}

interface OptionLineProps {
  /** Name of the option; a fault leads the focus here. */
  name: string;
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  children: (described: Described) => ReactNode;
  /** Further fields that the chosen value asks for. */
  more?: ReactNode;
}

/** One option: words at the start, its control at the end, and below it what is wrong. */
export function OptionLine({ name, label, hint, fault, children, more }: OptionLineProps) {
  const id = useId();
  const described: Described = {
    label,
    invalid: fault !== undefined,
    "aria-describedby": fault ? id : undefined,
  };
  return (
    <div className="option-line" data-launch-field={`options.${name}`}>
      <div className="option-line-row">
        <span className="option-line-words">
          {label}
          {hint && <small>{hint}</small>}
        </span>
        {children(described)}
      </div>
      {more}
      {fault && (
        <p id={id} className="field-below" data-error="">
          {fault}
        </p>
      )}
    </div>
  );
}
