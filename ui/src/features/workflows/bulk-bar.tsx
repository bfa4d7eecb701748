import { CopyPlus, Download, FolderInput, Trash2 } from "lucide-react";
import { Button } from "@/components/button";
import { Menu } from "@/components/menu";
import { SelectionBar } from "@/components/selection-bar";
import type { Commands } from "@/features/workflows/use-commands";
import { ExportItems, MoveItems } from "@/features/workflows/workflow-menu";
import type { FolderView, WorkflowRow } from "@/ipc/bindings";
import "./bulk-bar.css";

interface BulkBarProps {
  /** Two or more. */
  rows: readonly WorkflowRow[];
  folders: readonly FolderView[];
  commands: Commands;
  onClear: () => void;
}

/** What can be done with several workflows. */
export function BulkBar({ rows, folders, commands, onClear }: BulkBarProps) {
  const { unreachable } = commands;
  const isOffline = unreachable !== null;
  return (
    <SelectionBar
      label="Selected workflows"
      count={rows.length}
      reason={unreachable ?? undefined}
      onClear={onClear}
    >
      <Menu
        side="top"
        trigger={
          <Button size="sm" variant="ghost" icon={FolderInput} disabled={isOffline}>
            Move to
          </Button>
        }
      >
        <MoveItems rows={rows} folders={folders} commands={commands} />
      </Menu>
      <Menu
        side="top"
        trigger={
          <Button size="sm" variant="ghost" icon={Download}>
            Export
          </Button>
        }
      >
        <ExportItems rows={rows} commands={commands} />
      </Menu>
      <Button
        size="sm"
        variant="ghost"
        icon={CopyPlus}
        disabled={isOffline}
        onClick={() => commands.duplicate(rows)}
      >
        Duplicate
      </Button>
      <Button
        size="sm"
        variant="ghost"
        icon={Trash2}
        className="bulk-bar-delete"
        disabled={isOffline}
        onClick={() => commands.remove(rows)}
      >
        Delete
      </Button>
    </SelectionBar>
  );
}
