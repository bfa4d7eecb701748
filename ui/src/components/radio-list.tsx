import { RadioGroup as Primitive } from "radix-ui";
import { type ReactNode, useId } from "react";
import { useFieldLinks } from "@/components/field";
import "./choices.css";

export interface RadioOption<Value extends string> {
  value: Value;
  label: ReactNode;
  /** A second, quiet line. */
  hint?: ReactNode;
  disabled?: boolean | undefined;
}

interface RadioListProps<Value extends string> {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  /** Accessible name; not needed inside a `Field`. */
  label?: string | undefined;
  disabled?: boolean | undefined;
}

/** One of a few, all visible. Arrow keys choose. */
export function RadioList<Value extends string>({
  value,
  onChange,
  options,
  label,
  disabled,
}: RadioListProps<Value>) {
  const links = useFieldLinks();
  return (
    <Primitive.Root
      {...links}
      className="radio-list"
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      disabled={disabled}
      aria-label={label}
    >
      {options.map((option) => (
        <RadioRow key={option.value} option={option} />
      ))}
    </Primitive.Root>
  );
}

function RadioRow<Value extends string>({ option }: { option: RadioOption<Value> }) {
  const id = useId();
  return (
    <label className="choice" htmlFor={id} data-disabled={option.disabled || undefined}>
      <Primitive.Item id={id} className="radio" value={option.value} disabled={option.disabled} />
      <span>
        {option.label}
        {option.hint && <span className="choice-hint">{option.hint}</span>}
      </span>
    </label>
  );
}
