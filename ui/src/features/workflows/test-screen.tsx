// Puts the screen, or the folder tree, over a fake backend.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
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
import { WorkflowsScreen } from "@/features/workflows/workflows-screen";
import type { ConnectionView, Settings } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

/** What the backend answers unless a test says otherwise. */
function usualAnswers(): FakeAnswers {
  return {
    workflows: async () => [...ROWS],
    folders: async () => [...FOLDERS],
    kinds: async () => [...KINDS],
    settings: async () => ({ layout: [] }) as unknown as Settings,
    updateSettings: async () => null,
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
}

/** The screen beside its folder tree, in a window wide enough for the preview. */
export function showWorkflows({ answers, connection = sampleConnection(), folder }: Given = {}) {
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
  const onOpenRun = vi.fn();
  const onShowRuns = vi.fn();
  function Page({ now }: { now: ConnectionView }) {
    const [chosen, setChosen] = useState<FolderChoice>(folder ?? null);
    return (
      <WorkflowDragProvider connection={now}>
        <FolderTree connection={now} selected={chosen} onSelect={setChosen} />
        <WorkflowsScreen
          connection={now}
          folder={chosen}
          onFolderChange={setChosen}
          onLaunch={onLaunch}
          onOpenRun={onOpenRun}
          onShowRuns={onShowRuns}
        />
      </WorkflowDragProvider>
    );
  }
  const user = userEvent.setup();
  render(<Page now={connection} />, { wrapper: Around });
  return { backend, user, onLaunch, onOpenRun, onShowRuns };
}

/** The row of the list with this title. */
export function rowOf(title: string): Promise<HTMLElement> {
  return screen.findByRole("row", { name: new RegExp(title) });
}

/** Titles of the rows that are shown, in order; heads of groups in brackets. */
export function shownRows(): string[] {
  const grid = screen.getByRole("grid", { name: "Workflows" });
  const lines = within(grid).getAllByRole("row").slice(1);
  return lines
    .toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
    .map((line) =>
      line.ariaSelected === null
        ? `[${line.getAttribute("aria-label")?.split(",")[0]}]`
        : (within(line).getAllByRole("gridcell")[1]?.textContent ?? ""),
    );
}

/** Titles of the selected rows. */
export function selectedRows(): string[] {
  return screen
    .queryAllByRole("row", { selected: true })
    .map((line) => within(line).getAllByRole("gridcell")[1]?.textContent ?? "");
}
