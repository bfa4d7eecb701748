// Workflows, folders and connections for tests.
import type {
  ConnectionView,
  FolderView,
  KindView,
  OutlineNode,
  RunStatus,
  RunTick,
  WorkflowDetail,
  WorkflowHit,
  WorkflowRow,
} from "@/ipc/bindings";

/** The present of the samples. */
const NOW = "2026-11-10T12:00:00Z";

/** One bar per letter, oldest first: o completed, f failed, t timed out, c canceled, r running, p paused. */
export function sampleTicks(letters: string): RunTick[] {
  return [...letters].map((letter, index) => ({
    run: `wr_${letters}_${index}`,
    status: LETTERS[letter] ?? "unknown",
    at: new Date(Date.parse(NOW) - (letters.length - index) * 3_600_000).toISOString(),
    seconds: 60 + index,
  }));
}

const LETTERS: Readonly<Record<string, RunStatus>> = {
  o: "completed",
  f: "failed",
  t: "timedOut",
  c: "canceled",
  r: "running",
  p: "paused",
};

export function sampleRow(change: Partial<WorkflowRow> = {}): WorkflowRow {
  return {
    id: "wpid_1",
    title: "Invoice downloader",
    folder: null,
    status: "published",
    version: 3,
    updatedAt: "2026-11-10T10:00:00Z",
    kinds: ["login", "navigation"],
    blockCount: 2,
    parameterCount: 1,
    recent: [],
    lastSeconds: null,
    ...change,
  };
}

export const FINANCE: FolderView = { id: "fld_1", title: "Finance", description: null };
export const RECRUITING: FolderView = { id: "fld_2", title: "Recruiting", description: null };
export const FOLDERS: readonly FolderView[] = [RECRUITING, FINANCE];

/** Three workflows in two folders, and one in none. */
export const ROWS: readonly WorkflowRow[] = [
  sampleRow({
    id: "wpid_1",
    title: "Invoice downloader",
    folder: FINANCE.id,
    version: 31,
    updatedAt: "2026-11-10T10:00:00Z",
    kinds: ["login", "navigation", "file_download"],
    blockCount: 7,
    recent: sampleTicks("oof"),
    lastSeconds: 260,
  }),
  sampleRow({
    id: "wpid_2",
    title: "Job listing tracker",
    folder: RECRUITING.id,
    version: 12,
    updatedAt: "2026-11-10T11:48:00Z",
    kinds: ["navigation", "extraction", "for_loop"],
    blockCount: 5,
    recent: sampleTicks("ooor"),
    lastSeconds: 151,
  }),
  sampleRow({
    id: "wpid_3",
    title: "VAT number checker",
    folder: FINANCE.id,
    version: 2,
    updatedAt: "2026-10-14T10:00:00Z",
    kinds: ["goto_url", "extraction"],
    blockCount: 2,
    recent: sampleTicks("ooo"),
    lastSeconds: 21,
  }),
  sampleRow({
    id: "wpid_4",
    title: "Untitled workflow",
    status: "draft",
    version: 1,
    updatedAt: "2026-10-08T10:00:00Z",
    kinds: ["navigation"],
    blockCount: 1,
  }),
];

export const KINDS: readonly KindView[] = [
  { name: "navigation", title: "Navigation", category: "act", glyph: "compass" },
  { name: "login", title: "Log in", category: "act", glyph: "log-in" },
  { name: "goto_url", title: "Go to URL", category: "act", glyph: "link" },
  { name: "file_download", title: "Download files", category: "act", glyph: "download" },
  { name: "extraction", title: "Extract data", category: "read", glyph: "scan-text" },
  { name: "text_prompt", title: "Text prompt", category: "think", glyph: "text-cursor-input" },
  { name: "for_loop", title: "For each", category: "flow", glyph: "repeat" },
  { name: "conditional", title: "Condition", category: "flow", glyph: "split" },
  { name: "http_request", title: "HTTP request", category: "send", glyph: "globe" },
  { name: "send_email", title: "Send email", category: "send", glyph: "mail" },
];

export function sampleConnection(change: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: "c1",
    name: "skyvern.halden.lan",
    color: "teal",
    kind: "ownServer",
    baseUrl: "http://10.20.0.14:8000",
    key: "keychain",
    status: { state: "connected" },
    organization: "Halden",
    serverVersion: "1.0.56",
    workflowCount: ROWS.length,
    sync: {
      isRunning: false,
      workflowsRead: 0,
      lastFinishedAt: "2026-11-10T09:12:00Z",
      error: null,
    },
    limits: [],
    ...change,
  };
}

export const UNREACHABLE = sampleConnection({
  status: {
    state: "unreachable",
    since: "2026-11-10T09:14:00Z",
    message: "Connection refused.",
  },
});

export function sampleBlock(label: string, change: Partial<OutlineNode> = {}): OutlineNode {
  return {
    label,
    kind: "navigation",
    summary: "",
    isFinally: false,
    goesTo: null,
    children: [],
    branches: [],
    ...change,
  };
}

/** A loop that holds a condition with two branches. */
export const OUTLINE: readonly OutlineNode[] = [
  sampleBlock("find_hiring_thread", { summary: "Open the newest hiring thread" }),
  sampleBlock("scrape_listings", { kind: "extraction" }),
  sampleBlock("process_each", {
    kind: "for_loop",
    summary: "for each listing",
    children: [
      sampleBlock("is_match", {
        kind: "conditional",
        branches: [
          {
            caption: "If remote or in EU",
            isDefault: false,
            nodes: [sampleBlock("summarize", { kind: "text_prompt" })],
          },
          { caption: "Otherwise", isDefault: true, nodes: [] },
        ],
      }),
    ],
  }),
  sampleBlock("send_digest", { kind: "send_email", isFinally: true }),
];

export function sampleDetail(
  row: WorkflowRow,
  change: Partial<WorkflowDetail> = {},
): WorkflowDetail {
  return {
    row,
    description: null,
    outline: { nodes: [...OUTLINE], isUnstructured: false },
    parameters: [
      {
        key: "search_month",
        kind: "string",
        isRequired: false,
        default: "November 2025",
        description: null,
      },
      { key: "max_listings", kind: "integer", isRequired: true, default: null, description: null },
    ],
    runs: row.recent.toReversed().map((tick) => ({
      id: tick.run,
      workflow: row.id,
      title: row.title,
      status: tick.status,
      createdAt: tick.at,
      startedAt: tick.at,
      finishedAt: null,
      seconds: tick.status === "running" ? null : tick.seconds,
      trigger: "manual",
      failure: tick.status === "failed" ? "download_pdf failed" : null,
    })),
    appUrl: `http://10.20.0.14:8080/workflows/${row.id}`,
    editedBy: null,
    createdAt: "2026-10-01T10:00:00Z",
    ...change,
  };
}

export function sampleHit(id: string, change: Partial<WorkflowHit> = {}): WorkflowHit {
  return { id, titleRanges: [], place: null, ...change };
}
