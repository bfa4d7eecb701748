import { memo, type ReactNode } from "react";
import { Bar, Spacer } from "@/components/layout";
import { StatusWord } from "@/components/status";
import { Elapsed } from "@/components/time";
import { CancelButton } from "@/features/run-window/cancel-button";
import { ExportMenu } from "@/features/run-window/export-menu";
import { MoreMenu } from "@/features/run-window/more-menu";
import type { Rerun } from "@/features/run-window/rerun-button";
import { RerunButton } from "@/features/run-window/rerun-button";
import { headStatus, lengthWords } from "@/features/run-window/run-words";
import type { LogLine, RunHead } from "@/ipc/bindings";

interface TopBarProps {
  head: RunHead;
  log: readonly LogLine[];
  onRerun: Rerun;
  /** Further buttons at the end. */
  end: ReactNode;
}

/** How the run stands, what it is, and what can be done with it as a whole. */
export const TopBar = memo(function TopBar({ head, log, onRerun, end }: TopBarProps) {
  return (
    <Bar label="Run">
      <span className="run-status">
        <StatusWord status={headStatus(head)} badge />
      </span>
      <h1 title={head.title}>{head.title}</h1>
      <span className="run-id truncate">
        <span className="mono selectable">{head.id}</span>
        {head.version !== null && ` · v${head.version}`}
      </span>
      <Spacer />
      <span className="run-length">
        {head.isFinal ? lengthWords(head) : head.startedAt && <Elapsed since={head.startedAt} />}
      </span>
      {head.isFinal ? (
        <>
          <ExportMenu head={head} log={log} />
          <RerunButton head={head} onRerun={onRerun} />
        </>
      ) : (
        <CancelButton head={head} />
      )}
      <MoreMenu head={head} onRerun={onRerun} />
      {end}
    </Bar>
  );
});
