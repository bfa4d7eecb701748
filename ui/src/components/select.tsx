import { Check, ChevronsUpDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { useFieldLinks } from "@/components/field";
import { Icon, type IconType } from "@/components/icon";
import { classNames } from "@/lib/class-names";
import "./select.css";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** A second, quiet line in the list. */
  hint?: ReactNode;
  icon?: IconType | undefined;
  disabled?: boolean | undefined;
}

export interface SelectGroup<Value extends string> {
  heading: string;
  options: readonly SelectOption<Value>[];
}

interface SelectProps<Value extends string> {
  /** Null: nothing chosen yet, the placeholder shows. */
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly (SelectOption<Value> | SelectGroup<Value>)[];
  placeholder?: string | undefined;
  /** Accessible name; not needed inside a `Field`. */
  label?: string | undefined;
  icon?: IconType | undefined;
  size?: "sm" | "md" | undefined;
  /** Pixels; the full width of its place by default. */
  width?: number | undefined;
  invalid?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** One of a known list. For more than about twenty, or where text may be typed, use `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    value,
    onChange,
    options,
    placeholder = "Choose",
    label,
    icon,
    size = "md",
    width,
  } = props;
  const links = useFieldLinks(props.invalid);
  return (
    <Primitive.Root
      value={value === null ? "" : encode(value)}
      onValueChange={(next) => onChange(decode(next) as Value)}
      disabled={props.disabled ?? false}
    >
      <Primitive.Trigger
        {...links}
        className={classNames("input", "select")}
        data-size={size}
        data-invalid={links["aria-invalid"]}
        aria-label={label}
        style={{ width }}
      >
        {icon && <Icon icon={icon} size={14} />}
        <span className="truncate select-value">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <Icon icon={ChevronsUpDown} size={12} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className="popup select-list"
          position="popper"
          sideOffset={4}
          collisionPadding={8}
        >
          <Primitive.Viewport className="menu">{options.map(renderEntry)}</Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function renderEntry<Value extends string>(entry: SelectOption<Value> | SelectGroup<Value>) {
  if (!("heading" in entry)) return <SelectRow key={entry.value} option={entry} />;
  return (
    <Primitive.Group key={entry.heading}>
      <Primitive.Label className="menu-heading">{entry.heading}</Primitive.Label>
      {entry.options.map((option) => (
        <SelectRow key={option.value} option={option} />
      ))}
    </Primitive.Group>
  );
}

function SelectRow<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <Primitive.Item
      className="menu-item"
      value={encode(option.value)}
      disabled={option.disabled ?? false}
      data-two-lines={option.hint ? true : undefined}
    >
      {option.icon && <Icon icon={option.icon} size={14} />}
      <span className="menu-words">
        <span className="truncate">
          <Primitive.ItemText>{option.label}</Primitive.ItemText>
        </span>
        {option.hint && <span className="menu-hint truncate">{option.hint}</span>}
      </span>
      <span className="menu-check">
        <Primitive.ItemIndicator>
          <Icon icon={Check} size={14} />
        </Primitive.ItemIndicator>
      </span>
    </Primitive.Item>
  );
}

/** Radix keeps "" for "nothing chosen", but "" is a fair value of an option ("None"). */
function encode(value: string): string {
  return `=${value}`;
}

function decode(text: string): string {
  return text.slice(1);
}
