import { Braces, Ellipsis, Pencil, Play } from "lucide-react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSub } from "@/components/menu";
import { MiddleTruncate } from "@/components/middle-truncate";
import { SplitButton } from "@/components/split-button";
import { StatusWord } from "@/components/status";
import { Elapsed } from "@/components/time";
import { folderTitle, NO_FOLDER } from "@/features/workflows/folder-choice";
import { OlderVersionItems } from "@/features/workflows/older-version-items";
import { type Commands, runUnderWay } from "@/features/workflows/use-commands";
import { ManageItems } from "@/features/workflows/workflow-menu";
import type { ConnectionId, FolderView, WorkflowRow } from "@/ipc/bindings";

interface PreviewHeadProps {
  connection: ConnectionId;
  row: WorkflowRow;
  /** The version that is looked at; null is the newest. */
  version: number | null;
  description: string | null;
  folders: readonly FolderView[];
  commands: Commands;
}

/** Title, facts, and the buttons. */
export function PreviewHead(props: PreviewHeadProps) {
  const { connection, row, version, description, folders, commands } = props;
  return (
    <header className="preview-head">
      <div className="preview-title-row">
        <h2 className="preview-title truncate" title={row.title}>
          {row.title}
        </h2>
        <Menu align="end" trigger={<IconButton icon={Ellipsis} size="sm" label="More actions" />}>
          <ManageItems rows={[row]} folders={folders} commands={commands} />
        </Menu>
      </div>
      <div className="preview-facts">
        <MiddleTruncate mono selectable text={row.id} />
        <span>·</span>
        <span>v{version ?? row.version}</span>
        <span>·</span>
        <span className="truncate">{folderTitle(row.folder ?? NO_FOLDER, folders)}</span>
      </div>
      {description && <p className="preview-description selectable">{description}</p>}
      <div className="preview-actions">
        <RunButton connection={connection} row={row} version={version} commands={commands} />
        <Button icon={Pencil} onClick={() => commands.edit(row)}>
          Edit
        </Button>
        <IconButton
          icon={Braces}
          variant="secondary"
          label="Show definition"
          onClick={() => commands.showDefinition(row, version)}
        />
      </div>
      <RunningLine row={row} commands={commands} />
    </header>
  );
}

type RunButtonProps = Pick<PreviewHeadProps, "connection" | "row" | "version" | "commands">;

/** Run…; while an older version is looked at, that one. */
function RunButton({ connection, row, version, commands }: RunButtonProps) {
  return (
    <SplitButton
      grow
      variant="primary"
      icon={Play}
      onClick={() => (version === null ? commands.run(row) : commands.run(row, version))}
      menuLabel="Other ways to run"
      menu={
        <>
          <MenuItem icon={Play} keys="mod+enter" onSelect={() => commands.run(row)}>
            Run…
          </MenuItem>
          <MenuItem keys="mod+shift+enter" onSelect={() => commands.runWithLastInputs(row)}>
            Run with last inputs
          </MenuItem>
          {row.version > 1 && (
            <MenuSub label="Run older version">
              <OlderVersionItems connection={connection} row={row} commands={commands} />
            </MenuSub>
          )}
        </>
      }
    >
      {version === null ? "Run…" : `Run v${version}…`}
    </SplitButton>
  );
}

function RunningLine({ row, commands }: { row: WorkflowRow; commands: Commands }) {
  const run = runUnderWay(row);
  if (!run) return null;
  return (
    <div className="preview-running">
      <StatusWord status={run.status} />
      <span className="preview-elapsed">{run.at && <Elapsed since={run.at} />}</span>
      <button
        type="button"
        className="link-button"
        onClick={() => commands.openRun(run.run, row.title)}
      >
        Watch
      </button>
    </div>
  );
}
