// For tests of the shell: a backend with two servers, one workflow and one run under way.
import { sampleConnections } from "@/features/connections/test-samples";
import type { RunRow, Settings, WorkflowRow } from "@/ipc/bindings";
import type { FakeAnswers } from "@/ipc/fake";

const SETTINGS: Settings = {
  theme: "dark",
  textPercent: 100,
  moreContrast: false,
  lessMotion: false,
  singleKeyShortcuts: true,
  notifyFinished: true,
  notifyFailed: true,
  notifyNeedsPerson: true,
  storageLimitBytes: 5e9,
  layout: [],
  activeConnection: "c1",
};

const WORKFLOW: WorkflowRow = {
  id: "w1",
  title: "Invoice downloader",
  folder: "fld_1",
  status: "published",
  version: 3,
  updatedAt: null,
  kinds: [],
  blockCount: 2,
  parameterCount: 0,
  recent: [],
  lastSeconds: null,
};

const RUN: RunRow = {
  id: "wr_1",
  workflow: "w1",
  title: "Invoice downloader",
  status: "running",
  createdAt: null,
  startedAt: null,
  finishedAt: null,
  seconds: null,
  trigger: null,
  failure: null,
};

/** What the shell asks for. It keeps the settings that it is told. */
export function sampleHost() {
  let settings = SETTINGS;
  return {
    connections: async () => sampleConnections(),
    selectConnection: async () => null,
    settings: async () => settings,
    updateSettings: async (next: Settings) => {
      settings = next;
      return null;
    },
    setLayout: async () => null,
    about: async () => ({ version: "0.1.0", dataFolder: "", logFolder: "", libraryNotice: null }),
    kinds: async () => [],
    workflows: async () => [WORKFLOW],
    folders: async () => [{ id: "fld_1", title: "Finance", description: null }],
    runs: async () => ({ rows: [RUN], total: 1, running: 1 }),
    storageUsage: async () => ({ recordingsBytes: 0, otherBytes: 0, limitBytes: 5e9 }),
    openRun: async () => null,
    openLink: async () => null,
    workflow: async () => ({
      row: WORKFLOW,
      description: null,
      outline: { nodes: [], isUnstructured: false },
      parameters: [],
      runs: [],
      appUrl: "https://app.skyvern.com/w1",
      editedBy: null,
      createdAt: null,
    }),
    searchEverything: async () => ({
      workflows: [{ id: "w1", titleRanges: [], place: null }],
      runs: [],
      blocks: [],
    }),
  } satisfies FakeAnswers;
}
