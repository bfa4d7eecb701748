// Recordings and a connection for tests.
import type { ConnectionView, RecordingRow } from "@/ipc/bindings";

export const CONNECTION: ConnectionView = {
  id: "c1",
  name: "Halden production",
  color: "blue",
  kind: "cloud",
  baseUrl: "https://api.skyvern.com",
  key: "keychain",
  status: { state: "connected" },
  organization: null,
  serverVersion: null,
  workflowCount: 3,
  sync: { isRunning: false, workflowsRead: 0, lastFinishedAt: null, error: null },
  limits: [],
};

export function sampleRecording(change: Partial<RecordingRow> = {}): RecordingRow {
  return {
    run: "wr_1",
    workflow: "wpid_1",
    title: "Invoice downloader",
    status: "completed",
    finishedAt: "2026-11-10T10:00:00Z",
    seconds: 151,
    bytes: 1_400_000,
    isKept: true,
    isPinned: false,
    isAvailable: true,
    ...change,
  };
}
