// For tests: a small draft as the backend would tell it.
import { type DraftStore, makeDraftStore } from "@/features/editor/draft/draft-store";
import type {
  DraftId,
  EditorChange,
  EditorHead,
  EditorView,
  HistoryEntry,
  Node,
  Problem,
} from "@/ipc/bindings";

export const DRAFT: DraftId = { connection: "c1", workflow: "wpid_1" };

export function sampleNode(node: Partial<Node> & { key: string }): Node {
  return {
    label: node.key,
    kind: "goto_url",
    summary: "",
    parent: null,
    branch: null,
    depth: 0,
    isLoop: false,
    branches: [],
    goesTo: [],
    inGraph: false,
    isOff: false,
    isFinally: false,
    continueOnFailure: false,
    ...node,
  };
}

export function sampleHead(head: Partial<EditorHead> = {}): EditorHead {
  return {
    title: "Job listing tracker",
    baseVersion: 12,
    serverVersion: 12,
    isChanged: true,
    undo: null,
    redo: null,
    parameters: [],
    settings: {},
    secretSettings: [],
    ...head,
  };
}

export function sampleView(view: Partial<EditorView> = {}): EditorView {
  return {
    draft: DRAFT,
    revision: 1,
    nodes: [sampleNode({ key: "open" }), sampleNode({ key: "read", kind: "extraction" })],
    isUnstructured: false,
    head: sampleHead(),
    problems: [],
    ...view,
  };
}

export function sampleStore(view: Partial<EditorView> = {}): DraftStore {
  return makeDraftStore(sampleView(view));
}

export function sampleChange(revision: number, change: Partial<EditorChange> = {}): EditorChange {
  return {
    draft: DRAFT,
    revision,
    nodes: [],
    order: null,
    touched: [],
    renamed: [],
    select: [],
    isUnstructured: false,
    head: sampleHead(),
    problems: [],
    notices: [],
    ...change,
  };
}

export function sampleProblem(problem: Partial<Problem> & { block: string }): Problem {
  const { block, ...rest } = problem;
  return {
    code: "unknown-reference",
    severity: "warning",
    message: "Unknown reference `rows`",
    place: { holder: { type: "block", block }, field: null, path: [], range: null },
    fixes: [],
    ...rest,
  };
}

export function sampleVersions(): HistoryEntry[] {
  return [
    { version: 12, at: "2026-11-05T09:00:00Z", by: "mira", note: null, isBase: true },
    { version: 11, at: "2026-11-03T16:40:00Z", by: null, note: "Before the salary", isBase: false },
  ];
}
