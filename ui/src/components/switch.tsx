import { Switch as Primitive } from "radix-ui";
import { type ReactNode, useId } from "react";
import { useFieldLinks } from "@/components/field";
import "./choices.css";

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Words before the switch. Without them give `label`. */
  children?: ReactNode;
  label?: string | undefined;
  disabled?: boolean | undefined;
}

/** On or off, in effect at once. */
export function Switch({ checked, onChange, children, label, disabled }: SwitchProps) {
  const links = useFieldLinks();
  const ownId = useId();
  const control = (
    <Primitive.Root
      {...links}
      id={links.id ?? ownId}
      className="switch"
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={label}
    >
      <Primitive.Thumb className="switch-thumb" />
    </Primitive.Root>
  );
  if (children === undefined) return control;
  return (
    <label className="choice" htmlFor={links.id ?? ownId} data-disabled={disabled || undefined}>
      <span>{children}</span>
      {control}
    </label>
  );
}
