import { KeyValues, Section } from "@/components/section";
import { lastRunOf } from "@/features/workflows/list-model";
import { statusTitle } from "@/features/workflows/words";
import type { WorkflowRow } from "@/ipc/bindings";
import { formatAmount, formatCount } from "@/lib/format";
import "./workflow-preview.css";

/** More titles than this are only counted. */
const MOST_TITLES = 12;

/** Several chosen workflows at a glance. What can be done with them is in the bar below the list. */
export function SelectionSummary({ rows }: { rows: readonly WorkflowRow[] }) {
  const blocks = rows.reduce((sum, row) => sum + row.blockCount, 0);
  const rest = rows.length - MOST_TITLES;
  return (
    <>
      <header className="preview-head">
        <h2 className="preview-title">{formatAmount(rows.length, "workflow")} selected</h2>
      </header>
      <Section title="Together">
        <KeyValues
          rows={[
            { key: "Blocks", value: formatCount(blocks) },
            { key: "Status", value: tally(rows.map((row) => statusTitle(row.status))) },
            { key: "Last run", value: tally(rows.map((row) => LAST_RUN_WORDS[lastRunOf(row)])) },
          ]}
        />
      </Section>
      <Section title="Workflows" aux={formatCount(rows.length)}>
        <ul className="selection-titles">
          {rows.slice(0, MOST_TITLES).map((row) => (
            <li key={row.id} className="truncate" title={row.title}>
              {row.title}
            </li>
          ))}
          {rest > 0 && <li className="selection-rest">and {formatCount(rest)} more</li>}
        </ul>
      </Section>
    </>
  );
}

const LAST_RUN_WORDS: Record<ReturnType<typeof lastRunOf>, string> = {
  active: "running",
  completed: "completed",
  failed: "failed",
  timedOut: "timed out",
  terminated: "terminated",
  canceled: "canceled",
  never: "no run yet",
  other: "other",
};

/** "8 completed, 1 failed": what occurs, most often first. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const parts = [...counts].sort(([, a], [, b]) => b - a);
  return parts.map(([word, count]) => `${formatCount(count)} ${word}`).join(", ");
}
