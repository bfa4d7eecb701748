import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { type ReactNode, useId } from "react";
import { Icon } from "@/components/icon";
import "./choices.css";

interface CheckboxProps {
  checked: boolean | "some";
  onChange: (checked: boolean) => void;
  /** Words beside the box. Without them give `label`. */
  children?: ReactNode;
  /** Accessible name where no words stand beside it. */
  label?: string | undefined;
  /** A quiet word after the words, such as "yes / no". */
  note?: ReactNode;
  disabled?: boolean | undefined;
}

/** Yes or no, as one of many or as a part of a form. */
export function Checkbox({ checked, onChange, children, label, note, disabled }: CheckboxProps) {
  const id = useId();
  const box = (
    <Primitive.Root
      id={id}
      className="check"
      checked={checked === "some" ? "indeterminate" : checked}
      onCheckedChange={(next) => onChange(next === true)}
      disabled={disabled}
      aria-label={label}
    >
      <Primitive.Indicator className="check-mark">
        <Icon icon={checked === "some" ? Minus : Check} size={12} />
      </Primitive.Indicator>
    </Primitive.Root>
  );
  if (children === undefined) return box;
  return (
    <label className="choice" htmlFor={id} data-disabled={disabled || undefined}>
      {box}
      <span>{children}</span>
      {note && <span className="choice-note">{note}</span>}
    </label>
  );
}
