import { Pin, PinOff, Play, Trash2 } from "lucide-react";
import { MenuItem, MenuSeparator } from "@/components/menu";
import { canPin } from "@/features/recordings/recording-list";
import type { RecordingActions } from "@/features/recordings/use-recording-actions";
import type { RecordingRow } from "@/ipc/bindings";

interface RecordingMenuProps {
  row: RecordingRow;
  actions: RecordingActions;
  onOpen: (row: RecordingRow) => void;
}

export function RecordingMenu({ row, actions, onOpen }: RecordingMenuProps) {
  return (
    <>
      <MenuItem icon={Play} keys="enter" onSelect={() => onOpen(row)}>
        Open
      </MenuItem>
      {canPin(row) && (
        <MenuItem
          icon={row.isPinned ? PinOff : Pin}
          keys="p"
          onSelect={() => actions.pin(row)}
          hint={row.isPinned ? undefined : "Never removed to make room"}
        >
          {row.isPinned ? "Unpin" : "Pin"}
        </MenuItem>
      )}
      {row.isKept && (
        <>
          <MenuSeparator />
          <MenuItem icon={Trash2} keys="delete" danger onSelect={() => actions.remove(row)}>
            Remove from this computer
          </MenuItem>
        </>
      )}
    </>
  );
}
