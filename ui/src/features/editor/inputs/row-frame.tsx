import { Plus, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useFieldLinks } from "@/components/field";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";

interface RowFrameProps {
  /** How many rows there are. */
  count: number;
  /** "Add header". */
  addLabel: string;
  onAdd: () => void;
  /** No more can be added; why. */
  full?: string | undefined;
  children: ReactNode;
}

/** Rows in one frame, with the button that adds one. A row that was added gets the focus. */
export function RowFrame({ count, addLabel, onAdd, full, children }: RowFrameProps) {
  const { id, "aria-labelledby": labelledBy, "aria-describedby": describedBy } = useFieldLinks();
  const rows = useRef<HTMLUListElement>(null);
  const isAdded = useRef(false);
  useEffect(() => {
    if (!isAdded.current || count === 0) return;
    isAdded.current = false;
    const first = ":scope > li:last-of-type :is(input, [contenteditable=true], button)";
    rows.current?.querySelector<HTMLElement>(first)?.focus();
  }, [count]);
  return (
    <div
      id={id}
      className="row-frame"
      role="group"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      <ul ref={rows}>{children}</ul>
      {full === undefined ? (
        <button
          type="button"
          className="row-add"
          onClick={() => {
            isAdded.current = true;
            onAdd();
          }}
        >
          <Icon icon={Plus} size={12} />
          {addLabel}
        </button>
      ) : (
        <p className="row-full">{full}</p>
      )}
    </div>
  );
}

export function RemoveRow({ label, onRemove }: { label: string; onRemove: () => void }) {
  return <IconButton icon={X} iconSize={12} size="sm" label={label} onClick={onRemove} />;
}
