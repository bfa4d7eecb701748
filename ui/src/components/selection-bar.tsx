import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/icon-button";
import { formatCount } from "@/lib/format";
import "./selection-bar.css";

interface SelectionBarProps {
  /** Accessible name: "Selected runs". */
  label: string;
  count: number;
  /** Ghost buttons of size `sm`. */
  children: ReactNode;
  /** Why some of it cannot be done now. */
  reason?: string | undefined;
  onClear: () => void;
}

/**
 * What can be done with several rows. Lies over the lower edge of the list, so that nothing moves; the element around
 * both is `position: relative`.
 */
export function SelectionBar({ label, count, children, reason, onClear }: SelectionBarProps) {
  return (
    <div className="selection-bar" role="toolbar" aria-label={label}>
      <span className="selection-bar-count">{formatCount(count)} selected</span>
      {reason && <span className="selection-bar-reason truncate">{reason}</span>}
      {children}
      <IconButton icon={X} size="sm" label="Clear selection" keys="escape" onClick={onClear} />
    </div>
  );
}
