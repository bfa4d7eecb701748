import type { GridColumn } from "@/components/grid-head";
import { MiddleTruncate } from "@/components/middle-truncate";
import { StatusGlyph } from "@/components/status";
import { Elapsed } from "@/components/time";
import { beganAt, canCancel, resultWords, triggerWords } from "@/features/runs/run-words";
import type { RunRow } from "@/ipc/bindings";
import { formatDuration, formatExact, formatTime } from "@/lib/format";

/** The day stands above the rows, so a time of day is enough. */
export const COLUMNS: readonly GridColumn<RunRow>[] = [
  {
    id: "status",
    title: "Status",
    hideTitle: true,
    width: "16px",
    render: (row) => <StatusGlyph status={row.status} />,
  },
  {
    id: "title",
    title: "Title",
    width: "minmax(120px, 1fr)",
    tone: "strong",
    render: (row) => <span title={row.title}>{row.title}</span>,
  },
  {
    id: "result",
    title: "Result",
    width: "minmax(120px, 1.2fr)",
    tone: "meta",
    render: (row) => {
      const words = resultWords(row);
      return <span title={words}>{words}</span>;
    },
  },
  {
    id: "id",
    title: "Id",
    width: "118px",
    tone: "meta",
    render: (row) => <MiddleTruncate text={row.id} tail={6} mono />,
  },
  {
    id: "trigger",
    title: "Started by",
    width: "68px",
    tone: "meta",
    render: (row) => triggerWords(row.trigger),
  },
  {
    id: "started",
    title: "Started",
    width: "44px",
    align: "end",
    tone: "meta",
    render: (row) => {
      const at = beganAt(row);
      return at && <time title={formatExact(at)}>{formatTime(at)}</time>;
    },
  },
  {
    id: "duration",
    title: "Duration",
    width: "58px",
    align: "end",
    tone: "meta",
    render: lengthOf,
  },
];

function lengthOf(row: RunRow) {
  if (row.seconds !== null) return formatDuration(row.seconds);
  return canCancel(row) && row.startedAt && <Elapsed since={row.startedAt} />;
}
