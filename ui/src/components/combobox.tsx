import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Icon, type IconType } from "@/components/icon";
import { TextField } from "@/components/text-field";
import { useActiveOption } from "@/components/use-active-option";
import "./menu.css";
import "./combobox.css";

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second, quiet line; searched too. */
  hint?: string | undefined;
}

interface ComboboxProps {
  /** The chosen value, or the free text; empty for none. */
  value: string;
  onChange: (value: string) => void;
  options: readonly ComboboxOption[];
  placeholder?: string | undefined;
  /** Accessible name; not needed inside a `Field`. */
  label?: string | undefined;
  icon?: IconType | undefined;
  size?: "sm" | "md" | undefined;
  /** What is typed counts even if no option has it. */
  free?: boolean | undefined;
  loading?: boolean | undefined;
  invalid?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** More options than one can look over are drawn only after typing. */
const MOST_SHOWN = 100;

/** One of a long list, found by typing; with `free`, also what is not on it. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, free } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const shown = matchingOptions(options, typed ?? "").slice(0, MOST_SHOWN);
  const active = useActiveOption(shown.length, typed ?? "");

  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const pick = (option: ComboboxOption) => {
    onChange(option.value);
    close();
    input.current?.focus();
  };
  const onType = (text: string) => {
    setTyped(text);
    setOpen(true);
    if (free || text === "") onChange(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const option = shown[active.index];
    if (!isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setOpen(true);
    } else if (isOpen && active.onKey(event)) {
      document.getElementById(`${id}-${active.index}`)?.scrollIntoView({ block: "nearest" });
    } else if (isOpen && event.key === "Enter" && option) {
      event.preventDefault();
      pick(option);
    } else if (isOpen && event.key === "Escape") {
      // Closes the list and not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Popover.Anchor asChild>
        <div className="combobox">
          <TextField
            ref={input}
            role="combobox"
            aria-label={props.label}
            aria-expanded={isOpen}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && shown.length > 0 ? `${id}-${active.index}` : undefined}
            value={typed ?? chosen?.label ?? value}
            onChange={onType}
            onClick={() => setOpen(true)}
            onBlur={() => isOpen || setTyped(null)}
            onKeyDown={onKeyDown}
            placeholder={props.placeholder}
            icon={props.icon}
            size={props.size}
            loading={props.loading}
            invalid={props.invalid}
            disabled={props.disabled}
            end={<Icon icon={ChevronsUpDown} size={12} />}
          />
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="popup menu combobox-list"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (
              event.target instanceof Node &&
              input.current?.parentElement?.contains(event.target)
            )
              event.preventDefault();
          }}
        >
          <OptionList id={id} options={shown} value={value} active={active.index} onPick={pick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface OptionListProps {
  id: string;
  options: readonly ComboboxOption[];
  value: string;
  active: number;
  onPick: (option: ComboboxOption) => void;
}

function OptionList({ id, options, value, active, onPick }: OptionListProps) {
  return (
    <div id={`${id}-list`} role="listbox" tabIndex={-1}>
      {options.length === 0 && <div className="menu-heading">No match</div>}
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field takes the keys
        <div
          key={option.value}
          id={`${id}-${index}`}
          className="menu-item"
          role="option"
          tabIndex={-1}
          aria-selected={option.value === value}
          data-highlighted={index === active || undefined}
          data-two-lines={option.hint ? true : undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(option)}
        >
          <span className="menu-words">
            <span className="truncate">{option.label}</span>
            {option.hint && <span className="menu-hint truncate">{option.hint}</span>}
          </span>
          <span className="menu-check">
            {option.value === value && <Icon icon={Check} size={14} />}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Options whose label or second line has all the words, those that begin with the text first. */
export function matchingOptions(
  options: readonly ComboboxOption[],
  text: string,
): ComboboxOption[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = options.filter((option) => {
    const hay = `${option.label} ${option.hint ?? ""} ${option.value}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const begins = (option: ComboboxOption) => option.label.toLowerCase().startsWith(words.join(" "));
  return words.length === 0
    ? found
    : [...found.filter(begins), ...found.filter((option) => !begins(option))];
}
