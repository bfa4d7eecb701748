import { type RefObject, useDeferredValue, useEffect, useRef } from "react";
import { useAnnounce } from "@/components/live-region";
import { PreviewLayout } from "@/components/preview-layout";
import { useMediaQuery } from "@/components/use-media-query";
import { useShortcut } from "@/components/use-shortcut";
import type { GridHandle } from "@/components/virtual-grid";
import { BulkBar } from "@/features/workflows/bulk-bar";
import { type FolderChoice, folderTitle } from "@/features/workflows/folder-choice";
import { ListNotice, ServerBanner } from "@/features/workflows/list-notice";
import { Preview } from "@/features/workflows/preview";
import type { Commands } from "@/features/workflows/use-commands";
import { useDelayedFlag } from "@/features/workflows/use-delayed-flag";
import type { WorkflowList as List } from "@/features/workflows/use-list";
import type { useListView } from "@/features/workflows/use-list-view";
import type { useRowSelection, WantedRow } from "@/features/workflows/use-row-selection";
import { WorkflowList } from "@/features/workflows/workflow-list";
import { type ImportWays, WorkflowsToolbar } from "@/features/workflows/workflows-toolbar";
import type { ConnectionView } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";
import "./workflow-browser.css";

interface WorkflowBrowserProps {
  connection: ConnectionView;
  folder: FolderChoice;
  onFolderChange: (folder: FolderChoice) => void;
  list: List;
  rows: ReturnType<typeof useRowSelection>;
  looks: ReturnType<typeof useListView>;
  commands: Commands;
  ways: ImportWays;
}

/** Toolbar, list and preview. */
export function WorkflowBrowser(props: WorkflowBrowserProps) {
  const { connection, folder, list, rows, looks, commands } = props;
  const { view, onView, kept, keep } = looks;
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const preview = usePreview(props);
  useReveal(grid, list, rows.wanted);
  useAnnouncedMatches(list);
  useShortcut(["/", "mod+f"], () => {
    search.current?.focus();
    search.current?.select();
  });
  const onText = (text: string) => {
    list.setText(text);
    if (text.trim() === "") onView({ type: "searchEnded" });
  };
  const groups = list.groups.filter((group) => group.label !== "").map((group) => group.id);
  const onFoldAll = (isFolded: boolean) =>
    onView({ type: "foldedAll", groups: isFolded ? groups : [] });
  return (
    <>
      <WorkflowsToolbar
        searchLabel={
          folder === null ? "Search workflows" : `Search in ${folderTitle(folder, list.folders)}`
        }
        text={list.text}
        onText={onText}
        isSearching={useDelayedFlag(list.isAwaitingSearch, 200)}
        onLeaveSearch={() => grid.current?.focus()}
        searchRef={search}
        view={view}
        onView={onView}
        isSearchShown={list.hitsById !== null}
        options={list.options}
        groups={list.isFlat ? null : { onFoldAll }}
        preview={preview.toggle}
        imports={props.ways}
      />
      <ServerBanner connection={connection} />
      <PreviewLayout
        preview={preview.panel}
        previewLabel={preview.label}
        sizes={kept.sizes ?? {}}
        onSizesChange={(sizes) => keep({ sizes })}
      >
        <div className="workflow-list">
          <WorkflowList
            ref={grid}
            list={list}
            view={view}
            onView={onView}
            selection={rows.selection}
            onSelection={rows.setSelection}
            chosen={rows.chosen}
            commands={commands}
            onTogglePreview={() => preview.toggle?.onToggle()}
            notice={
              <ListNotice
                connection={connection}
                list={list}
                folder={folder}
                view={view}
                onView={onView}
                onEverywhere={() => props.onFolderChange(null)}
              />
            }
          />
          {rows.chosen.length > 1 && (
            <BulkBar
              rows={rows.chosen}
              folders={list.folders}
              commands={commands}
              onClear={rows.clear}
            />
          )}
        </div>
      </PreviewLayout>
    </>
  );
}

/** The panel, and how it is switched on and off. It follows the list with lower priority than the list itself. */
function usePreview({ connection, list, rows, looks, commands }: WorkflowBrowserProps) {
  const hasRoom = useMediaQuery("(min-width: 1100px)");
  const shown = useDeferredValue(rows.previewed);
  const isOpen = looks.kept.isPreviewOpen ?? true;
  const only = shown.length === 1 ? shown[0] : undefined;
  return {
    label: only ? `Preview of ${only.title}` : "Preview",
    toggle: hasRoom ? { isOpen, onToggle: () => looks.keep({ isPreviewOpen: !isOpen }) } : null,
    panel: isOpen ? (
      <Preview connection={connection} rows={shown} folders={list.folders} commands={commands} />
    ) : null,
  };
}

/** Says how many rows a search has found. */
function useAnnouncedMatches(list: List) {
  const announce = useAnnounce();
  const count = list.hitsById === null ? null : list.visible.length;
  useEffect(() => {
    if (count !== null) announce(formatAmount(count, "match", "matches"), "slow");
  }, [announce, count]);
}

/** Brings a row that came from elsewhere into view, once it is in the list. */
function useReveal(grid: RefObject<GridHandle | null>, list: List, wanted: WantedRow | null) {
  const isThere = wanted !== null && list.byId.has(wanted.id);
  const done = useRef<WantedRow | null>(null);
  useEffect(() => {
    if (!(wanted && isThere) || done.current === wanted) return;
    done.current = wanted;
    grid.current?.reveal(wanted.id);
  }, [grid, isThere, wanted]);
}
