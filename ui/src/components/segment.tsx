import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { Icon, type IconType } from "@/components/icon";
import "./segment.css";

export interface SegmentOption<Value extends string> {
  value: Value;
  label: ReactNode;
  icon?: IconType | undefined;
  disabled?: boolean | undefined;
}

interface SegmentProps<Value extends string> {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SegmentOption<Value>[];
  /** Accessible name of the group. */
  label: string;
  disabled?: boolean | undefined;
}

/** One of two to five, side by side. Arrow keys move. */
export function Segment<Value extends string>({
  value,
  onChange,
  options,
  label,
  disabled,
}: SegmentProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segment"
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        // Radix empties the value when the chosen one is pressed again; one is always chosen here.
        if (next) onChange(next as Value);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} disabled={option.disabled}>
          {option.icon && <Icon icon={option.icon} size={14} />}
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
