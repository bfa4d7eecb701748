import type { ReactNode } from "react";
import type { Holder } from "@/ipc/bindings";

/** The block, the parameter, or "Settings". */
export function holderName(holder: Holder): string {
  switch (holder.type) {
    case "workflow":
      return "Settings";
    case "parameter":
      return holder.key;
    case "block":
      return holder.block;
  }
}

/** A sentence whose names stand in backticks. */
export function BacktickText({ text }: { text: string }): ReactNode {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
