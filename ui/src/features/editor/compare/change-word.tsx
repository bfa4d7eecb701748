import { ArrowDownUp, Minus, Pencil, Plus } from "lucide-react";
import { Icon } from "@/components/icon";
import type { Change } from "@/ipc/bindings";
import "./compare.css";

const LOOKS = {
  added: { icon: Plus, word: "Added" },
  changed: { icon: Pencil, word: "Changed" },
  moved: { icon: ArrowDownUp, word: "Moved" },
  removed: { icon: Minus, word: "Removed" },
} as const;

/** What happened, with its glyph; "Same" is quiet. A `count` makes "2 changed" of it. */
export function ChangeWord({ change, count }: { change: Change; count?: number | undefined }) {
  if (change === "same") return <span className="change-same">Same</span>;
  const { icon, word } = LOOKS[change];
  return (
    <span className="change-word" data-change={change}>
      <Icon icon={icon} size={12} />
      {count === undefined ? word : `${count} ${word.toLowerCase()}`}
    </span>
  );
}
