// Runs and connections for tests.
import type { ConnectionView, RunList, RunQuery, RunRow } from "@/ipc/bindings";

export const CONNECTION: ConnectionView = {
  id: "c1",
  name: "Halden production",
  color: "blue",
  kind: "ownServer",
  baseUrl: "http://localhost:8000",
  key: "keychain",
  status: { state: "connected" },
  organization: null,
  serverVersion: "1.0.56",
  workflowCount: 3,
  sync: {
    isRunning: false,
    workflowsRead: 0,
    lastFinishedAt: "2026-11-10T11:00:00Z",
    error: null,
  },
  limits: [],
};

export function sampleRun(change: Partial<RunRow> = {}): RunRow {
  return {
    id: "wr_1",
    workflow: "wpid_1",
    title: "Invoice downloader",
    status: "completed",
    createdAt: "2026-11-10T10:00:00Z",
    startedAt: "2026-11-10T10:00:01Z",
    finishedAt: "2026-11-10T10:02:32Z",
    seconds: 151,
    trigger: "manual",
    failure: null,
    ...change,
  };
}

/** Answers as the backend does: by words, statuses and workflow, a page at a time. */
export function answerRuns(all: () => readonly RunRow[]) {
  return async (_: string, query: RunQuery): Promise<RunList> => {
    const words = query.text.toLowerCase();
    const found = all().filter(
      (row) =>
        `${row.title} ${row.id} ${row.failure ?? ""}`.toLowerCase().includes(words) &&
        (query.statuses.length === 0 || query.statuses.includes(row.status)) &&
        (query.workflow === null || row.workflow === query.workflow),
    );
    const running = all().filter(({ status }) => status === "running").length;
    return {
      rows: found.slice(query.offset, query.offset + query.limit),
      total: found.length,
      running,
    };
  };
}
