// Puts the screen, or the folder tree, over a fake backend.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { vi } from "vitest";
import { LiveRegion } from "@/components/live-region";
import { ToastProvider } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";
import type { FolderChoice } from "@/features/workflows/folder-choice";
import { FolderTree } from "@/features/workflows/folder-tree";
import {
  FOLDERS,
  KINDS,
  ROWS,
  sampleConnection,
  sampleDetail,
} from "@/features/workflows/test-samples";
import { WorkflowDragProvider } from "@/features/workflows/workflow-drag";
import { WorkflowsScreen, type WorkflowsScreenProps } from "@/features/workflows/workflows-screen";
import type { ConnectionView, Settings } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

// A machine that is busy with something else needs more than the usual seconds.
configure({ asyncUtilTimeout: 6000 });
vi.setConfig({ testTimeout: 30_000 });

/** What the backend answers unless a test says otherwise. */
function usualAnswers(): FakeAnswers {
  return {
    workflows: async () => [...ROWS],
    folders: async () => [...FOLDERS],
    kinds: async () => [...KINDS],
    settings: async () => ({ layout: [] }) as unknown as Settings,
    setLayout: async () => null,
    workflow: async (_, id) => {
      const row = ROWS.find((one) => one.id === id);
      if (!row) throw new Error(`No workflow ${id}`);
      return sampleDetail(row);
    },
    workflowVersions: async (_, id) =>
      [3, 2, 1].map((version) => ({
        version,
        title: id,
        createdAt: null,
        editedBy: null,
        blockCount: 2,
        isLatest: version === 3,
      })),
  };
}

function Around({ children }: { children: ReactNode }) {
  const [cache] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } }),
  );
  return (
    <QueryClientProvider client={cache}>
      <TooltipProvider>
        <LiveRegion>
          <ToastProvider>{children}</ToastProvider>
        </LiveRegion>
      </TooltipProvider>
    </QueryClientProvider>
  );
}

interface Given {
  answers?: FakeAnswers;
  connection?: ConnectionView;
  folder?: FolderChoice;
  reveal?: WorkflowsScreenProps["reveal"];
}

interface PageProps
  extends Pick<
    WorkflowsScreenProps,
    "connection" | "reveal" | "onLaunch" | "onEdit" | "onOpenRun" | "onShowRuns"
  > {
  start: FolderChoice;
}

function Page({ start, connection, ...acts }: PageProps) {
  const [folder, setFolder] = useState<FolderChoice>(start);
  return (
    <WorkflowDragProvider connection={connection}>
      <FolderTree connection={connection} selected={folder} onSelect={setFolder} />
      <WorkflowsScreen
        connection={connection}
        folder={folder}
        onFolderChange={setFolder}
        {...acts}
      />
    </WorkflowDragProvider>
  );
}

/** The screen beside its folder tree, in a window wide enough for the preview. */
export function showWorkflows({
  answers,
  connection = sampleConnection(),
  folder,
  reveal,
}: Given = {}) {
  const backend = installFakeHost({ ...usualAnswers(), ...answers });
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) =>
      ({
        matches: media.startsWith("(min-width"),
        media,
        addEventListener() {},
        removeEventListener() {},
      }) as unknown as MediaQueryList,
  );
  const onLaunch = vi.fn();
  const onEdit = vi.fn();
  const onOpenRun = vi.fn();
  const onShowRuns = vi.fn();
  const user = userEvent.setup();
  const spies = { onLaunch, onEdit, onOpenRun, onShowRuns };
  render(<Page connection={connection} start={folder ?? null} reveal={reveal} {...spies} />, {
    wrapper: Around,
  });
  return { backend, user, ...spies };
}

/** The row of the list with this title. Found by its text: asking for roles is slow in a large page. */
export async function rowOf(title: string): Promise<HTMLElement> {
  const cell = await screen.findByText(title, { selector: '[role="gridcell"] span' });
  const row = cell.closest<HTMLElement>('[role="row"]');
  if (!row) throw new Error(`“${title}” stands in no row`);
  return row;
}

/** Titles of the rows that are shown, in order; heads of groups in brackets. */
export function shownRows(): string[] {
  return linesOf('[role="row"][data-index]').map((line) =>
    line.ariaSelected === null
      ? `[${line.getAttribute("aria-label")?.split(",")[0]}]`
      : titleIn(line),
  );
}

/** Titles of the selected rows. */
export function selectedRows(): string[] {
  return linesOf('[role="row"][aria-selected="true"]').map(titleIn);
}

function linesOf(selector: string): HTMLElement[] {
  const grid = screen.getByLabelText("Workflows", { selector: '[role="grid"]' });
  const lines = Array.from(grid.querySelectorAll<HTMLElement>(selector));
  return lines.toSorted((a, b) => Number(a.dataset.index) - Number(b.dataset.index));
}

function titleIn(line: HTMLElement): string {
  return line.querySelectorAll('[role="gridcell"]')[1]?.textContent ?? "";
}
