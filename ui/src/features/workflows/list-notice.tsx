import type { ReactNode } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SkeletonRows } from "@/components/skeleton";
import { useNow } from "@/components/use-now";
import { type FolderChoice, folderTitle } from "@/features/workflows/folder-choice";
import { isFiltering, type ListFilter, NO_FILTER } from "@/features/workflows/list-model";
import type { ListView, ListViewAction } from "@/features/workflows/list-view";
import { listAge, unreachableReason } from "@/features/workflows/reachable";
import type { WorkflowList } from "@/features/workflows/use-list";
import { useReporting } from "@/features/workflows/use-reporting";
import type { ConnectionView } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { formatAmount, formatCount } from "@/lib/format";

/** Above the list: the server cannot be reached, or could not be read. The rows below are those known last. */
export function ServerBanner({ connection }: { connection: ConnectionView }) {
  const now = useNow("minute");
  const { attempt } = useReporting(connection);
  const reason = unreachableReason(connection);
  if (reason !== null) {
    const { status } = connection;
    const said = "message" in status ? status.message : null;
    return (
      <Banner
        title={reason}
        action={
          <TryAgain
            onTry={() =>
              attempt(`reach ${connection.name}`, () => host.checkConnection(connection.id))
            }
          />
        }
      >
        {listAge(connection, now)} {said}
      </Banner>
    );
  }
  const { error, isRunning } = connection.sync;
  if (error === null || isRunning) return null;
  return (
    <Banner
      tone="warn"
      title="The workflows could not be read from the server"
      action={
        <TryAgain
          onTry={() => attempt("read the workflows", () => host.syncConnection(connection.id))}
        />
      }
    >
      {listAge(connection, now)} {error}
    </Banner>
  );
}

function TryAgain({ onTry }: { onTry: () => void }) {
  return (
    <Button size="sm" onClick={onTry}>
      Try again
    </Button>
  );
}

interface ListNoticeProps {
  connection: ConnectionView;
  list: WorkflowList;
  folder: FolderChoice;
  view: ListView;
  onView: (action: ListViewAction) => void;
  onEverywhere: () => void;
}

/** What stands in the place of rows: they are being read, cannot be read, or none is to be shown. */
export function ListNotice(props: ListNoticeProps) {
  const { connection, list } = props;
  if (list.isLoading) return <SkeletonRows rows={12} columns={SKELETON_COLUMNS} />;
  if (list.fault) return <Fault fault={list.fault} onRetry={list.retry} />;
  if (list.searchFault) return <Fault fault={list.searchFault} onRetry={list.retrySearch} />;
  const isReachable = unreachableReason(connection) === null;
  const { lastFinishedAt, error, workflowsRead } = connection.sync;
  if (isReachable && lastFinishedAt === null && error === null) {
    return <FirstSync read={workflowsRead} />;
  }
  // The banner above says why nothing is known.
  if (list.rows.length === 0 && !isReachable) return null;
  if (list.visible.length > 0 || (list.query !== "" && list.hitsById === null)) return null;
  return <NothingShown {...props} />;
}

const SKELETON_COLUMNS = "16px minmax(120px, 1fr) 158px 72px 62px 34px 74px";

function Fault({ fault, onRetry }: { fault: Error; onRetry: () => void }) {
  return <EmptyState inline title={messageOf(fault)} action={<TryAgain onTry={onRetry} />} />;
}

/** The server tells no total, so there is a count and no bar. */
function FirstSync({ read }: { read: number }) {
  const words =
    read === 0 ? "Reading workflows…" : `Reading workflows… ${formatCount(read)} so far`;
  return (
    <div role="status">
      <EmptyState inline title={words} />
    </div>
  );
}

function NothingShown({ list, folder, view, onView, onEverywhere }: ListNoticeProps) {
  const elsewhere = folder !== null && list.hitsById !== null ? list.hitsById.size : 0;
  const place = folder === null ? "" : ` in ${folderTitle(folder, list.folders)}`;
  const actions: ReactNode[] = [];
  if (elsewhere > 0 && !isFiltering(view.filter)) {
    actions.push(
      <Button key="everywhere" size="sm" onClick={onEverywhere}>
        Show {formatAmount(elsewhere, "match", "matches")} in all folders
      </Button>,
    );
  }
  if (isFiltering(view.filter)) {
    actions.push(
      <Button
        key="filters"
        size="sm"
        onClick={() => onView({ type: "filtered", filter: NO_FILTER })}
      >
        Clear filters
      </Button>,
    );
  }
  if (list.query !== "") {
    actions.push(
      <Button key="search" size="sm" onClick={() => list.setText("")}>
        Clear search
      </Button>,
    );
  }
  return (
    <EmptyState inline title={nothingWords(list.query, view.filter, place)} action={actions} />
  );
}

function nothingWords(query: string, filter: ListFilter, place: string): string {
  if (query !== "") return `No workflow${place} matches “${query}”.`;
  if (isFiltering(filter)) return `No workflow${place} matches the filters.`;
  return place === "" ? "No workflows yet." : `No workflow${place} yet.`;
}
