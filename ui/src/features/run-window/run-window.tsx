import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { SkeletonRows } from "@/components/skeleton";
import { runQuery, useRunWindowEvents } from "@/features/run-window/queries";
import type { Rerun } from "@/features/run-window/rerun-button";
import { RunView } from "@/features/run-window/run-view";
import { windowTitle } from "@/features/run-window/run-words";
import type { ConnectionId, RunHead, RunId } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { setWindowTitle } from "@/ipc/window";
import "./run-window.css";

interface RunWindowProps {
  connectionId: ConnectionId;
  runId: RunId;
  /** Opens the launch dialog with the inputs of this run. */
  onRerun: Rerun;
}

/** The window of one run: what goes on while it runs, its recording afterwards. */
export function RunWindow({ connectionId, runId, onRerun }: RunWindowProps) {
  useRunWindowEvents(connectionId, runId);
  const run = useQuery(runQuery(connectionId, runId));
  useTitle(run.data?.head);
  if (run.data) return <RunView key={runId} run={run.data} onRerun={onRerun} />;
  return (
    <main className="run-window" aria-label="Run">
      {run.error ? (
        <Banner
          title="This run cannot be shown"
          action={
            <Button size="sm" loading={run.isFetching} onClick={() => void run.refetch()}>
              Try again
            </Button>
          }
        >
          {messageOf(run.error)}
        </Banner>
      ) : (
        <div className="run-opening">
          <SkeletonRows rows={8} columns="252px 1fr 296px" rowHeight={28} />
        </div>
      )}
    </main>
  );
}

function useTitle(head: RunHead | undefined) {
  const title = head && windowTitle(head);
  useEffect(() => {
    if (title === undefined) return;
    // A window that closes while it gets its title is not worth a word.
    setWindowTitle(title).catch(() => {});
  }, [title]);
}
