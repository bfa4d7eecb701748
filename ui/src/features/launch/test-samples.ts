// A launch form for tests.
import type { ConnectionView, LaunchField, LaunchForm, LaunchOptions } from "@/ipc/bindings";

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
  sync: { isRunning: false, workflowsRead: 0, lastFinishedAt: null, error: null },
  limits: [],
};

export function sampleField(change: Partial<LaunchField> = {}): LaunchField {
  return {
    key: "since",
    kind: "text",
    isRequired: change.default === undefined && change.kind !== "credential",
    default: null,
    description: null,
    ...change,
  };
}

export const OPTIONS: LaunchOptions = {
  runWith: null,
  aiFallback: null,
  proxy: { choice: "workflow" },
  browser: { choice: "fresh" },
  maxSteps: null,
  webhookUrl: "",
  totpIdentifier: "",
  totpUrl: "",
  headers: [],
  maxScreenshotScrolls: null,
  maxElapsedMinutes: null,
  title: "",
  isTemplate: false,
};

export const VENDORS = '["Telia", "Papier Union"]';

export function sampleForm(change: Partial<LaunchForm> = {}): LaunchForm {
  return {
    workflow: "wpid_1",
    title: "Invoice downloader",
    version: 31,
    versions: [31, 30],
    fields: [
      sampleField({ key: "since" }),
      sampleField({ key: "max_invoices", kind: "integer", default: 40 }),
      sampleField({ key: "vendors", kind: "json", description: "Who sends invoices" }),
      sampleField({ key: "po_list", kind: "file" }),
      sampleField({ key: "portal", kind: "credential" }),
      sampleField({ key: "send_copy", kind: "boolean", default: true }),
    ],
    last: {
      name: null,
      at: "2026-11-20T09:40:00Z",
      inputs: [
        { key: "since", text: "1 Oct" },
        { key: "vendors", text: VENDORS },
        { key: "po_list", text: "s3://uploads/o_1/orders%202026.xlsx" },
      ],
    },
    presets: [{ name: "Monthly", at: null, inputs: [{ key: "since", text: "1 Nov" }] }],
    options: OPTIONS,
    credentials: [
      { id: "cred_1", name: "Nordlicht portal", detail: "ada@halden.io" },
      { id: "cred_2", name: "Hetzner", detail: null },
    ],
    browserSessions: [{ id: "pbs_1", name: "pbs_1", detail: "running" }],
    browserProfiles: [{ id: "bp_1", name: "finance", detail: null }],
    notes: [],
    ...change,
  };
}
