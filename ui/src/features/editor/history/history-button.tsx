import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Popover } from "@/components/popover";
import type { Sides } from "@/features/editor/compare/sides";
import { HistoryPanel } from "@/features/editor/history/history-panel";

interface HistoryButtonProps {
  /** Two states are being compared: the button is held down and leads back. */
  isComparing?: boolean | undefined;
  onCompare: (sides: Sides) => void;
  onStopComparing: () => void;
  /** Open by a key, such as Ctrl+H; by default it opens by itself. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** Opens the list of versions. */
export function HistoryButton(props: HistoryButtonProps) {
  const { isComparing = false, onCompare, onStopComparing } = props;
  const [isOpen, setOpen] = useState(false);
  const change = props.onOpenChange ?? setOpen;
  if (isComparing) {
    return (
      <Button size="sm" variant="ghost" icon={History} pressed onClick={onStopComparing}>
        History
      </Button>
    );
  }
  return (
    <Popover
      label="History"
      align="end"
      width={400}
      flush
      open={props.open ?? isOpen}
      onOpenChange={change}
      trigger={
        <Button size="sm" variant="ghost" icon={History}>
          History
        </Button>
      }
    >
      <HistoryPanel onCompare={onCompare} onDone={() => change(false)} />
    </Popover>
  );
}
