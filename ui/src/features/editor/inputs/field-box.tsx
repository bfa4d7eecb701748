import { Info, RotateCcw } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Field } from "@/components/field";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { Tooltip } from "@/components/tooltip";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import type { FieldView, Problem, Severity } from "@/ipc/bindings";
import "./inputs.css";

interface FieldBoxProps {
  field: FieldView;
  /** At the right end of the label's line. */
  aux?: ReactNode;
  /** One quiet line below: "2 min 30 s". */
  hint?: ReactNode;
  /** What was typed cannot be taken. */
  error?: string | null | undefined;
  problems: readonly Problem[];
  children: ReactNode;
}

/** Label, help, control, and below it what is wrong. */
export function FieldBox({ field, aux, hint, error, problems, children }: FieldBoxProps) {
  return (
    <div className="panel-field" data-field={field.name} data-severity={worst(problems)}>
      <Field
        label={field.title}
        note={<FieldHelp field={field} />}
        description={field.doc}
        aux={aux}
        hint={hint}
        error={error ?? undefined}
      >
        {children}
      </Field>
      <ProblemList problems={problems} />
    </div>
  );
}

/** What the field does, on hover; assistive technology is told with the control. Not drawn anew with each key. */
export const FieldHelp = memo(({ field }: { field: FieldView }) => (
  <Tooltip content={<span className="field-doc">{field.doc}</span>} side="left">
    <span className="field-help" aria-hidden="true">
      <Icon icon={Info} size={12} />
    </span>
  </Tooltip>
));
FieldHelp.displayName = "FieldHelp";

interface ResetButtonProps {
  field: FieldView;
  /** Called with undefined: nothing is set. */
  onPick: (value: undefined) => void;
}

/** Goes back to the default of the server. */
export const ResetButton = memo(({ field, onPick }: ResetButtonProps) => (
  <IconButton
    icon={RotateCcw}
    iconSize={12}
    size="sm"
    label={`Reset ${field.title} to its default`}
    className="field-reset"
    onClick={() => onPick(undefined)}
  />
));
ResetButton.displayName = "ResetButton";

export function worst(problems: readonly Problem[]): Severity | undefined {
  const severities = problems.map(({ severity }) => severity);
  return (["error", "warning", "hint"] as const).find((severity) => severities.includes(severity));
}
