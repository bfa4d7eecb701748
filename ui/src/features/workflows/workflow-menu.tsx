import {
  Braces,
  CircleDot,
  Copy,
  CopyPlus,
  Download,
  ExternalLink,
  FolderInput,
  History,
  Pencil,
  Play,
  Trash2,
} from "lucide-react";
import { MenuHeading, MenuItem, MenuSeparator, MenuSub } from "@/components/menu";
import { NO_FOLDER, targetFolder } from "@/features/workflows/folder-choice";
import { type Commands, lastRunOver, runUnderWay } from "@/features/workflows/use-commands";
import type { FolderView, WorkflowRow } from "@/ipc/bindings";

interface WorkflowMenuProps {
  /** What the menu is about; at least one. */
  rows: readonly WorkflowRow[];
  folders: readonly FolderView[];
  commands: Commands;
}

/** The context menu of chosen rows. */
export function WorkflowMenu({ rows, folders, commands }: WorkflowMenuProps) {
  const [only] = rows;
  return (
    <>
      {rows.length === 1 && only && (
        <>
          <RunItems row={only} commands={commands} />
          <MenuSeparator />
        </>
      )}
      <ManageItems rows={rows} folders={folders} commands={commands} />
    </>
  );
}

/** Ways to run one workflow, and to its runs. */
function RunItems({ row, commands }: { row: WorkflowRow; commands: Commands }) {
  const now = runUnderWay(row);
  const over = lastRunOver(row);
  return (
    <>
      <MenuItem icon={Play} keys="mod+enter" onSelect={() => commands.run(row)}>
        Run…
      </MenuItem>
      <MenuItem keys="mod+shift+enter" onSelect={() => commands.runWithLastInputs(row)}>
        Run with last inputs
      </MenuItem>
      {now && <MenuItem onSelect={() => commands.openRun(now.run, row.title)}>Watch run</MenuItem>}
      {over && (
        <MenuItem
          icon={CircleDot}
          keys="mod+l"
          onSelect={() => commands.openRun(over.run, row.title)}
        >
          Last recording
        </MenuItem>
      )}
      <MenuItem icon={History} onSelect={() => commands.showRuns(row)}>
        Show runs
      </MenuItem>
    </>
  );
}

/** What concerns the workflows themselves; the menu of the preview has it too. */
export function ManageItems({ rows, folders, commands }: WorkflowMenuProps) {
  const { unreachable } = commands;
  const isOffline = unreachable !== null;
  const [only] = rows;
  return (
    <>
      {rows.length === 1 && only && (
        <>
          <MenuItem icon={Pencil} keys="mod+e" onSelect={() => commands.edit(only)}>
            Edit
          </MenuItem>
          <MenuItem icon={ExternalLink} onSelect={() => commands.openInSkyvern(only)}>
            Open in Skyvern
          </MenuItem>
          <MenuItem icon={Braces} onSelect={() => commands.showDefinition(only, null)}>
            Show definition
          </MenuItem>
          <MenuItem icon={Copy} onSelect={() => commands.copyId(only)}>
            Copy id
          </MenuItem>
        </>
      )}
      <MenuSub icon={Download} label="Export">
        <ExportItems rows={rows} commands={commands} />
      </MenuSub>
      <MenuSeparator />
      {unreachable && <MenuHeading>{unreachable}</MenuHeading>}
      <MenuSub icon={FolderInput} label="Move to" disabled={isOffline}>
        <MoveItems rows={rows} folders={folders} commands={commands} />
      </MenuSub>
      <MenuItem
        icon={CopyPlus}
        keys="mod+d"
        disabled={isOffline}
        onSelect={() => commands.duplicate(rows)}
      >
        Duplicate
      </MenuItem>
      <MenuItem
        icon={Trash2}
        keys="delete"
        danger
        disabled={isOffline}
        onSelect={() => commands.remove(rows)}
      >
        Delete
      </MenuItem>
    </>
  );
}

export function ExportItems({ rows, commands }: Omit<WorkflowMenuProps, "folders">) {
  return (
    <>
      <MenuItem onSelect={() => commands.exportTo(rows, "yaml")}>As YAML…</MenuItem>
      <MenuItem onSelect={() => commands.exportTo(rows, "json")}>As JSON…</MenuItem>
    </>
  );
}

/** The folders to which rows can go; one that holds all of them already is not offered. */
export function MoveItems({ rows, folders, commands }: WorkflowMenuProps) {
  const places = [...folders, { id: NO_FOLDER, title: "No folder" }];
  return places.map(({ id, title }) => {
    const folder = targetFolder(id);
    return (
      <MenuItem
        key={id}
        disabled={rows.every((row) => row.folder === folder)}
        onSelect={() => commands.move(rows, folder)}
      >
        {title}
      </MenuItem>
    );
  });
}
