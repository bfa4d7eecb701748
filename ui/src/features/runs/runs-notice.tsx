import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SkeletonRows } from "@/components/skeleton";
import { COLUMNS } from "@/features/runs/columns";
import type { RunFilter } from "@/features/runs/queries";
import { messageOf } from "@/ipc/client";

interface RunsNoticeProps {
  isLoading: boolean;
  fault: Error | null;
  onRetry: () => void;
  filter: RunFilter;
  /** Whether rows are shown below. */
  hasRows: boolean;
  onFilter: (filter: RunFilter) => void;
}

/** What stands in the place of rows: they are being read, cannot be read, or none matches. */
export function RunsNotice(props: RunsNoticeProps) {
  const { isLoading, fault, filter, hasRows, onFilter } = props;
  if (fault) {
    return (
      <EmptyState
        inline
        title={`The runs could not be read. ${messageOf(fault)}`}
        action={
          <Button size="sm" onClick={props.onRetry}>
            Try again
          </Button>
        }
      />
    );
  }
  if (isLoading) return <SkeletonRows rows={12} columns={TRACKS} />;
  if (hasRows) return null;
  const { text, statuses, workflow } = filter;
  return (
    <EmptyState
      inline
      title={
        text === "" ? "No run matches the filters." : `No run matches “${text}”${among(filter)}.`
      }
      action={
        <>
          {(statuses.length > 0 || workflow !== null) && (
            <Button size="sm" onClick={() => onFilter({ ...filter, statuses: [], workflow: null })}>
              Show all runs
            </Button>
          )}
          {text !== "" && (
            <Button size="sm" onClick={() => onFilter({ ...filter, text: "" })}>
              Clear search
            </Button>
          )}
        </>
      }
    />
  );
}

const TRACKS = COLUMNS.map((column) => column.width).join(" ");

function among({ statuses, workflow }: RunFilter): string {
  return statuses.length > 0 || workflow !== null ? " among those shown" : "";
}

export function isFiltering({ text, statuses, workflow }: RunFilter): boolean {
  return text !== "" || statuses.length > 0 || workflow !== null;
}
