import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Icon, type IconType } from "@/components/icon";
import "./chip.css";

interface ChipProps {
  children: ReactNode;
  icon?: IconType | undefined;
  /** An edge and no fill. */
  outline?: boolean | undefined;
  mono?: boolean | undefined;
  /** Shows a button that takes it away; `removeLabel` names it. */
  onRemove?: (() => void) | undefined;
  removeLabel?: string | undefined;
}

/** A small fact: a filter that is on, a tag, a version. */
export function Chip({
  children,
  icon,
  outline,
  mono,
  onRemove,
  removeLabel = "Remove",
}: ChipProps) {
  return (
    <span className="chip" data-outline={outline || undefined} data-mono={mono || undefined}>
      {icon && <Icon icon={icon} size={12} />}
      <span className="truncate">{children}</span>
      {onRemove && (
        <button type="button" className="chip-remove" aria-label={removeLabel} onClick={onRemove}>
          <Icon icon={X} size={12} />
        </button>
      )}
    </span>
  );
}

/** A `{{ reference }}` of a workflow; `bad` when nothing of that name exists. */
export function ReferenceChip({
  children,
  bad,
}: {
  children: ReactNode;
  bad?: boolean | undefined;
}) {
  return (
    <span className="reference-chip" data-bad={bad || undefined}>
      {children}
    </span>
  );
}
