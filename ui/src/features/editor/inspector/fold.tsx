import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Icon } from "@/components/icon";

interface FoldProps {
  title: string;
  aux?: ReactNode;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A part of a panel that opens. */
export function Fold({ title, aux, isOpen, onToggle, children }: FoldProps) {
  const id = useId();
  return (
    <div className="fold" data-open={isOpen || undefined}>
      <button
        type="button"
        className="fold-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => onToggle(!isOpen)}
      >
        <Icon icon={isOpen ? ChevronDown : ChevronRight} size={14} />
        {title} {aux && <span className="fold-aux truncate">{aux}</span>}
      </button>
      {isOpen && (
        <div id={id} className="fold-body">
          {children}
        </div>
      )}
    </div>
  );
}
