import { Film } from "lucide-react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SkeletonRows } from "@/components/skeleton";
import { messageOf } from "@/ipc/client";

interface RecordingsNoticeProps {
  isLoading: boolean;
  fault: Error | null;
  onRetry: () => void;
  text: string;
  onClear: () => void;
  /** Whether rows are shown below. */
  hasRows: boolean;
}

/** In the place of rows: they are being read, cannot be read, or none matches. */
export function RecordingsNotice(props: RecordingsNoticeProps) {
  if (props.fault) {
    return (
      <EmptyState
        inline
        title={`The recordings could not be read. ${messageOf(props.fault)}`}
        action={
          <Button size="sm" onClick={props.onRetry}>
            Try again
          </Button>
        }
      />
    );
  }
  if (props.isLoading)
    return <SkeletonRows rows={10} columns="16px minmax(160px, 1fr) 166px 112px 62px 62px 24px" />;
  if (props.hasRows) return null;
  return (
    <EmptyState
      inline
      title={`No recording matches “${props.text.trim()}”.`}
      action={
        <Button size="sm" onClick={props.onClear}>
          Clear search
        </Button>
      }
    />
  );
}

/** A server whose runs have left no recording, or whose recordings have not been looked at yet. */
export function NoRecordings() {
  return (
    <EmptyState icon={Film} title="No recordings yet">
      A run that uses a browser is recorded by the server. Once it has ended, its recording appears
      here; what you have watched is kept on this computer and also plays without the server.
    </EmptyState>
  );
}
