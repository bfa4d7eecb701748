import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import type { Move } from "@/app/places";
import { windowCommands } from "@/app/window-commands";
import { useToasts } from "@/components/toasts";
import { useSelectConnection, useSyncConnection } from "@/features/connections/queries";
import type { WorkflowAction } from "@/features/palette/palette-groups";
import { lastFinishedRun, type PaletteWorkflow } from "@/features/palette/palette-model";
import { useEditSettings } from "@/features/settings/queries";
import { foldersQuery, workflowsQuery } from "@/features/workflows/queries";
import { useQuickLaunch } from "@/features/workflows/use-quick-launch";
import type { ConnectionsView, ConnectionView, RunId, WorkflowId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

const CommandPalette = lazy(() =>
  import("@/features/palette/command-palette").then((it) => ({ default: it.CommandPalette })),
);

interface SearchingProps {
  connections: ConnectionsView;
  connection: ConnectionView;
  onClose: () => void;
  onMove: (move: Move) => void;
  onLaunch: (workflow: WorkflowId) => void;
  onOpenRun: (run: RunId, title: string) => void;
}

/** The command palette over what the window knows and can do. */
export function Searching(props: SearchingProps) {
  const { connections, connection, onClose, onMove, onLaunch, onOpenRun } = props;
  const say = useSayFault();
  const { mutate: select } = useSelectConnection();
  const { mutate: sync } = useSyncConnection();
  const edit = useEditSettings();
  const { findRow, findWorkflow } = useWorkflowFinder(connection);
  const runAgain = useQuickLaunch({ connection, onLaunch, onOpenRun });
  const commands = windowCommands(connections, connection, {
    go: onMove,
    selectServer: (id) => select(id, { onError: say }),
    syncServer: () => sync(connection.id, { onError: say }),
    setTheme: (theme) => edit((before) => ({ ...before, theme })),
  });
  const act = (action: WorkflowAction, workflow: PaletteWorkflow) => {
    switch (action) {
      case "launch":
        return onLaunch(workflow.id);
      case "again": {
        const row = findRow(workflow.id);
        return row ? void runAgain(row) : onLaunch(workflow.id);
      }
      case "recording": {
        const run = lastFinishedRun(workflow.recent);
        return run === null ? undefined : onOpenRun(run, workflow.title);
      }
      case "runs":
        return onMove({ to: "runsOf", workflow: workflow.id });
      case "skyvern":
        return void openInSkyvern(connection, workflow.id).catch(say);
    }
  };
  return (
    <Suspense fallback={null}>
      <CommandPalette
        connection={connection}
        commands={commands}
        findWorkflow={findWorkflow}
        onClose={onClose}
        onOpenWorkflow={(workflow) => onMove({ to: "workflow", workflow })}
        onOpenRun={onOpenRun}
        onAction={act}
      />
    </Suspense>
  );
}

function useSayFault() {
  const toasts = useToasts();
  return (fault: unknown) => {
    toasts.show({ tone: "danger", message: messageOf(fault) });
  };
}

/** Titles and folders from the lists that the window has anyway. */
function useWorkflowFinder(connection: ConnectionView) {
  const { data: rows } = useQuery(workflowsQuery(connection.id));
  const { data: folders } = useQuery(foldersQuery(connection.id));
  return useMemo(() => {
    const byId = new Map(rows?.map((row) => [row.id, row]));
    const titles = new Map(folders?.map(({ id, title }) => [id, title]));
    const findRow = (id: WorkflowId) => byId.get(id);
    const findWorkflow = (id: WorkflowId): PaletteWorkflow | undefined => {
      const row = findRow(id);
      return row && { ...row, folder: row.folder && (titles.get(row.folder) ?? null) };
    };
    return { findRow, findWorkflow };
  }, [rows, folders]);
}

async function openInSkyvern(connection: ConnectionView, workflow: WorkflowId) {
  const { appUrl, row } = await host.workflow(connection.id, workflow, null);
  if (appUrl === null) throw new Error(`The web address of “${row.title}” is not known`);
  await host.openLink(appUrl);
}
