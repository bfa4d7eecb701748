import { Section } from "@/components/section";
import { StatusGlyph } from "@/components/status";
import { Moment } from "@/components/time";
import type { Commands } from "@/features/workflows/use-commands";
import type { RunRow, WorkflowRow } from "@/ipc/bindings";
import { formatDuration } from "@/lib/format";

interface PreviewRunsProps {
  row: WorkflowRow;
  /** Newest first. */
  runs: readonly RunRow[];
  commands: Commands;
}

/** The latest runs; each opens its window. */
export function PreviewRuns({ row, runs, commands }: PreviewRunsProps) {
  return (
    <Section title="Recent runs" aux={completedWords(runs)}>
      {runs.length === 0 ? (
        <p className="preview-nothing">It has not run yet</p>
      ) : (
        <ul className="preview-lines">
          {runs.map((run) => (
            <li key={run.id}>
              <button
                type="button"
                className="preview-line"
                onClick={() => commands.openRun(run.id, row.title)}
              >
                <StatusGlyph status={run.status} />
                <span className="truncate" title={run.failure ?? undefined}>
                  <RunMoment run={run} />
                  {runNote(run)}
                </span>
                <span className="preview-line-aux">
                  {run.seconds !== null && formatDuration(run.seconds)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {runs.length > 0 && (
        <button type="button" className="link-button" onClick={() => commands.showRuns(row)}>
          Show all runs
        </button>
      )}
    </Section>
  );
}

function RunMoment({ run }: { run: RunRow }) {
  const at = run.startedAt ?? run.createdAt;
  return at ? <Moment at={at} /> : run.id;
}

/** " · scrape_listings failed", or who started it where that is worth a word. */
function runNote(run: RunRow): string {
  if (run.failure) return ` · ${run.failure}`;
  const trigger = run.trigger ? TRIGGERS[run.trigger] : undefined;
  return trigger ? ` · ${trigger}` : "";
}

const TRIGGERS: Readonly<Record<string, string>> = {
  manual: "by hand",
  api: "by API",
  webhook: "by webhook",
};

const UNFINISHED: ReadonlySet<string> = new Set(["created", "queued", "running", "paused"]);

/** "8 of 9 completed": of those that are over. */
function completedWords(runs: readonly RunRow[]): string {
  const over = runs.filter((run) => !UNFINISHED.has(run.status));
  if (over.length === 0) return "";
  const completed = over.filter((run) => run.status === "completed");
  return `${completed.length} of ${over.length} completed`;
}
