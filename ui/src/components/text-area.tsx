import type { ComponentProps, Ref } from "react";
import { useFieldLinks } from "@/components/field";
import { classNames } from "@/lib/class-names";
import "./text-area.css";

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "ref" | "value" | "onChange"> {
  value: string;
  onChange: (value: string) => void;
  /** Lines shown before it grows; 3 by default. */
  rows?: number | undefined;
  invalid?: boolean | undefined;
  mono?: boolean | undefined;
  ref?: Ref<HTMLTextAreaElement> | undefined;
}

/** Several lines of text; grows with them up to twelve lines, then scrolls. */
export function TextArea({
  value,
  onChange,
  rows = 3,
  invalid,
  mono,
  className,
  ...rest
}: TextAreaProps) {
  const links = useFieldLinks(invalid);
  return (
    <div
      className={classNames("input", "text-area", className)}
      data-invalid={links["aria-invalid"]}
      data-disabled={rest.disabled || undefined}
    >
      <textarea
        spellCheck={false}
        {...links}
        {...rest}
        rows={rows}
        style={{ minHeight: rows * (mono ? 17 : 19) }}
        data-mono={mono || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
