import { Search, X } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { IconButton } from "@/components/icon-button";
import { Kbd } from "@/components/kbd";
import { TextField } from "@/components/text-field";
import "./search-field.css";

interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** What is searched: "Search workflows". Placeholder and accessible name. */
  label: string;
  /** Keys that lead here, shown while the field is empty: "/". */
  keys?: string | undefined;
  loading?: boolean | undefined;
  size?: "sm" | "md" | undefined;
  /** Pixels; 240 by default. Zero takes the free width. */
  width?: number | undefined;
  /** Arrow down and Enter lead on to the results. */
  onLeave?: (() => void) | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
}

/** A search. Escape empties it, then leaves it. */
export function SearchField({
  value,
  onChange,
  label,
  keys,
  loading,
  size,
  width = 240,
  onLeave,
  ref,
}: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") {
      event.preventDefault();
      if (value) onChange("");
      else event.currentTarget.blur();
    } else if (onLeave && (event.key === "ArrowDown" || event.key === "Enter")) {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <search className="search-field" style={width > 0 ? { width } : { flex: 1 }}>
      <TextField
        ref={ref}
        type="search"
        icon={Search}
        size={size}
        loading={loading}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={onChange}
        onKeyDown={onKeyDown}
        end={
          value ? (
            <IconButton icon={X} size="sm" label="Clear search" onClick={() => onChange("")} />
          ) : (
            keys && <Kbd keys={keys} />
          )
        }
      />
    </search>
  );
}
