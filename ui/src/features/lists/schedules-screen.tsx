import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import type { GridColumn } from "@/components/grid-head";
import { Moment } from "@/components/time";
import { cronWords } from "@/features/lists/cron-words";
import { ListScreen } from "@/features/lists/list-screen";
import { schedulesQuery } from "@/features/lists/queries";
import type { ConnectionView, ScheduleRow, Schedules } from "@/ipc/bindings";

/** All schedules of the server, as a list. */
export function SchedulesScreen({ connection }: { connection: ConnectionView }) {
  const query = useQuery(schedulesQuery(connection.id));
  return (
    <ListScreen
      title="Schedules"
      connection={connection}
      query={query}
      rows={query.data && rowsOf(query.data)}
      columns={COLUMNS}
      textOf={textOf}
      empty={<NoSchedules schedules={query.data} />}
    />
  );
}

function NoSchedules({ schedules }: { schedules: Schedules | undefined }) {
  const isUnsupported = schedules?.state === "notSupported";
  return (
    <EmptyState
      icon={CalendarClock}
      title={isUnsupported ? "This server has no schedules" : "No schedules"}
    >
      {isUnsupported
        ? schedules.reason
        : "A schedule starts a workflow by itself. It is made in Skyvern."}
    </EmptyState>
  );
}

const NO_ROWS: readonly ScheduleRow[] = [];

function rowsOf(schedules: Schedules): readonly ScheduleRow[] {
  return schedules.state === "listed" ? schedules.schedules : NO_ROWS;
}

function textOf(row: ScheduleRow): string {
  return [row.workflowTitle, row.name, row.cron, cronWords(row.cron), row.timezone].join(" ");
}

const COLUMNS: readonly GridColumn<ScheduleRow>[] = [
  {
    id: "workflow",
    title: "Workflow",
    width: "minmax(160px, 1.4fr)",
    tone: "strong",
    render: (row) => row.workflowTitle ?? row.workflow ?? "Deleted workflow",
  },
  { id: "name", title: "Name", width: "minmax(100px, 1fr)", render: (row) => row.name },
  {
    id: "cron",
    title: "Runs",
    width: "minmax(140px, 1fr)",
    render: (row) => {
      const words = cronWords(row.cron);
      return words ? <span title={row.cron}>{words}</span> : <code>{row.cron}</code>;
    },
  },
  {
    id: "timezone",
    title: "Time zone",
    width: "130px",
    tone: "meta",
    render: (row) => row.timezone,
  },
  {
    id: "next",
    title: "Next run",
    width: "130px",
    align: "end",
    tone: "meta",
    render: (row) => <NextRun row={row} />,
  },
];

function NextRun({ row }: { row: ScheduleRow }) {
  if (!row.isEnabled) return "Off";
  return row.nextRunAt ? <Moment at={row.nextRunAt} /> : "Not known";
}
