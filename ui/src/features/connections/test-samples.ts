// Connections for tests.
import type { ConnectionsView, ConnectionView } from "@/ipc/bindings";

export function sampleConnection(change: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: "c1",
    name: "Skyvern Cloud",
    color: "blue",
    kind: "cloud",
    baseUrl: "https://api.skyvern.com",
    key: "keychain",
    status: { state: "connected" },
    organization: "Halden",
    serverVersion: "1.0.56",
    workflowCount: 17,
    sync: {
      isRunning: false,
      workflowsRead: 0,
      lastFinishedAt: "2026-11-03T11:48:00Z",
      error: null,
    },
    limits: [],
    ...change,
  };
}

export const OWN_SERVER = sampleConnection({
  id: "c2",
  name: "skyvern.halden.lan",
  color: "teal",
  kind: "ownServer",
  baseUrl: "http://10.20.0.14:8000",
  organization: null,
});

export function sampleConnections(change: Partial<ConnectionsView> = {}): ConnectionsView {
  return {
    connections: [sampleConnection(), OWN_SERVER],
    active: "c1",
    keychain: { state: "usable", name: "GNOME Keyring" },
    ...change,
  };
}
