import { EmptyState } from "@/components/empty-state";
import { SelectionSummary } from "@/features/workflows/selection-summary";
import type { Commands } from "@/features/workflows/use-commands";
import { WorkflowPreview } from "@/features/workflows/workflow-preview";
import type { ConnectionView, FolderView, WorkflowRow } from "@/ipc/bindings";

interface PreviewProps {
  connection: ConnectionView;
  /** Chosen rows. */
  rows: readonly WorkflowRow[];
  folders: readonly FolderView[];
  commands: Commands;
}

/** The panel beside the list: one workflow, a summary of several, or what to do. */
export function Preview({ connection, rows, folders, commands }: PreviewProps) {
  const [first] = rows;
  if (!first) return <EmptyState title="Choose a workflow" />;
  if (rows.length > 1) return <SelectionSummary rows={rows} />;
  return (
    <WorkflowPreview
      key={first.id}
      connection={connection}
      row={first}
      folders={folders}
      commands={commands}
    />
  );
}
