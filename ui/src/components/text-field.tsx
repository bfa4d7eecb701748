import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode, Ref } from "react";
import { useFieldLinks } from "@/components/field";
import { Icon, type IconType } from "@/components/icon";
import { classNames } from "@/lib/class-names";
import "./text-field.css";

export interface TextFieldProps
  extends Omit<ComponentProps<"input">, "size" | "ref" | "value" | "onChange" | "prefix"> {
  value: string;
  onChange: (value: string) => void;
  /** 28 px (default) or 24. */
  size?: "sm" | "md" | undefined;
  /** A glyph at the start. */
  icon?: IconType | undefined;
  /** At the end: a unit, a small button. */
  end?: ReactNode;
  /** Danger edge. Inside a `Field` with `error` it is set by itself. */
  invalid?: boolean | undefined;
  /** A check is under way: a spinner at the end. */
  loading?: boolean | undefined;
  /** For labels, ids, URLs, keys. */
  mono?: boolean | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
}

/** One line of text. Name it with a `Field`, or with `aria-label` where there is no room for one. */
export function TextField({
  value,
  onChange,
  size = "md",
  icon,
  end,
  invalid,
  loading,
  mono,
  className,
  type = "text",
  ...rest
}: TextFieldProps) {
  const links = useFieldLinks(invalid);
  return (
    <div
      className={classNames("input", className)}
      data-size={size}
      data-invalid={links["aria-invalid"]}
      data-disabled={rest.disabled || undefined}
    >
      {icon && <Icon icon={icon} size={14} />}
      <input
        autoComplete="off"
        spellCheck={false}
        {...links}
        {...rest}
        type={type}
        data-mono={mono || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {loading && <Icon icon={LoaderCircle} size={14} spin />}
      {end}
    </div>
  );
}
