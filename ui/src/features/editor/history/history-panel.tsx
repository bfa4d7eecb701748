import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SkeletonRows } from "@/components/skeleton";
import { Moment } from "@/components/time";
import { historyQuery } from "@/features/editor/compare/queries";
import type { Sides } from "@/features/editor/compare/sides";
import { useTakeOver } from "@/features/editor/compare/use-take-over";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { HistoryEntry } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import "./history.css";

interface HistoryPanelProps {
  onCompare: (sides: Sides) => void;
  /** Something was done: a popover around it closes. */
  onDone?: (() => void) | undefined;
}

/** All versions, newest first, with the notes that are kept on this computer. */
export function HistoryPanel({ onCompare, onDone }: HistoryPanelProps) {
  const { id } = useDraft();
  const head = useDraftState((state) => state.head);
  const { data, error, refetch } = useQuery(historyQuery(id, head.serverVersion));
  const draft = { type: "draft", draft: id } as const;
  const compare = (version: number) => {
    onDone?.();
    onCompare({ before: { type: "version", draft: id, version }, after: draft });
  };
  if (error) {
    return (
      <EmptyState
        inline
        title={messageOf(error)}
        action={
          <Button size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  if (!data) return <SkeletonRows rows={4} columns="40px 1fr 120px" rowHeight={42} />;
  return (
    <ul className="history" aria-label="Versions">
      <li className="history-line">
        <span className="history-name">Draft</span>
        <span className="history-words">
          {head.isChanged ? "Kept on this computer" : `In step with v${head.baseVersion}`}
        </span>
      </li>
      {data.map((entry) => (
        <VersionLine
          key={entry.version}
          entry={entry}
          onCompare={() => compare(entry.version)}
          onDone={onDone}
        />
      ))}
    </ul>
  );
}

interface VersionLineProps {
  entry: HistoryEntry;
  onCompare: () => void;
  onDone: (() => void) | undefined;
}

function VersionLine({ entry, onCompare, onDone }: VersionLineProps) {
  const { id } = useDraft();
  const takeOver = useTakeOver();
  const { version, at, by, note, isBase } = entry;
  const restore = () =>
    takeOver.mutate(
      {
        from: { type: "version", draft: id, version },
        what: { type: "all" },
        done: `v${version} restored in the draft`,
      },
      { onSuccess: () => onDone?.() },
    );
  return (
    <li className="history-line">
      <span className="history-name">v{version}</span>
      <span className="history-words">
        <span className="truncate">
          {at && <Moment at={at} />}
          {by && ` · ${by}`}
          {isBase && <span className="history-base">in use</span>}
        </span>
        {note && (
          <span className="history-note truncate" title={note}>
            {note}
          </span>
        )}
      </span>
      <span className="history-acts">
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Compare v${version} with the draft`}
          onClick={onCompare}
        >
          Compare
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Restore v${version}`}
          loading={takeOver.isPending}
          onClick={restore}
        >
          Restore
        </Button>
      </span>
    </li>
  );
}
