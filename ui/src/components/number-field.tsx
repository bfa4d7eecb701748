import { TextField, type TextFieldProps } from "@/components/text-field";

interface NumberFieldProps
  extends Omit<TextFieldProps, "type" | "value" | "onChange" | "inputMode"> {
  /** The text as typed, so that a half-typed number is not lost; empty = none. */
  value: string;
  onChange: (text: string) => void;
  /** Whole numbers only, which decides the keys that count up and down; 1 by default, null for fractions. */
  step?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
}

/** A number as text: what cannot be a number stays to be mended, and is told by the `Field`. Arrow keys count up and down. */
export function NumberField({ value, onChange, step = 1, min, max, ...rest }: NumberFieldProps) {
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        rest.onKeyDown?.(event);
        if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
        const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
        if (direction === 0) return;
        event.preventDefault();
        onChange(stepped(value, direction * step * (event.shiftKey ? 10 : 1), min, max));
      }}
    />
  );
}

/** The next value; what is no number counts as the nearest allowed start. Exported for its test. */
export function stepped(text: string, by: number, min = -Infinity, max = Infinity): string {
  const current = Number(text);
  const start = text.trim() === "" || Number.isNaN(current) ? 0 : current;
  const next = Math.min(max, Math.max(min, start + by));
  // 0.1 + 0.2 must not show as 0.30000000000000004.
  return String(Number(next.toPrecision(12)));
}
