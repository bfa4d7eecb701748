import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { Icon } from "@/components/icon";
import "./field.css";

interface FieldProps {
  label: ReactNode;
  /** The label is a name from the workflow (parameter, header): set in the mono font. */
  mono?: boolean | undefined;
  /** A quiet word after the label, such as the type: "integer", "text, optional". */
  note?: ReactNode;
  /** At the right end of the label's line: "optional", "was 1 Oct", a count. */
  aux?: ReactNode;
  /** Told to assistive technology with the control; on the screen it stands in a tooltip or nowhere. */
  description?: string | undefined;
  /** One quiet line below the control. Gives way to `error`. */
  hint?: ReactNode;
  /** What is wrong, in one short sentence. Marks the control. */
  error?: ReactNode;
  required?: boolean | undefined;
  /** One control of this design system, which takes its id and descriptions from here. */
  children: ReactNode;
}

interface FieldLinks {
  controlId: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldLinks | null>(null);

/** Label, control, and one line below it. */
export function Field(props: FieldProps) {
  const { label, mono, note, aux, description, hint, error, required, children } = props;
  const id = useId();
  const below = error ?? hint;
  const describedBy = [description && `${id}-about`, below && `${id}-below`]
    .filter(Boolean)
    .join(" ");
  const links: FieldLinks = {
    controlId: `${id}-control`,
    labelId: `${id}-label`,
    describedBy: describedBy || undefined,
    invalid: Boolean(error),
    required: required ?? false,
  };
  return (
    <div className="field">
      <div className="field-label">
        <label id={links.labelId} htmlFor={links.controlId} data-mono={mono || undefined}>
          {label}
        </label>
        {note && <span className="field-note">{note}</span>}
        {required && (
          <span className="field-required" aria-hidden="true">
            required
          </span>
        )}
        {aux && <span className="field-aux">{aux}</span>}
      </div>
      <FieldContext value={links}>{children}</FieldContext>
      {description && (
        <span id={`${id}-about`} className="sr-only">
          {description}
        </span>
      )}
      {below && (
        <p id={`${id}-below`} className="field-below" data-error={links.invalid || undefined}>
          {links.invalid && <Icon icon={CircleAlert} size={12} />}
          <span>{below}</span>
        </p>
      )}
    </div>
  );
}

export interface ControlLinks {
  id?: string | undefined;
  "aria-labelledby"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
  "aria-required"?: true | undefined;
}

/** What a control inside a `Field` has to carry. Empty outside of one. */
export function useFieldLinks(invalid?: boolean): ControlLinks {
  const links = useContext(FieldContext);
  const isInvalid = invalid || links?.invalid;
  if (!links) return isInvalid ? { "aria-invalid": true } : {};
  return {
    id: links.controlId,
    "aria-labelledby": links.labelId,
    "aria-describedby": links.describedBy,
    "aria-invalid": isInvalid ? true : undefined,
    "aria-required": links.required ? true : undefined,
  };
}
