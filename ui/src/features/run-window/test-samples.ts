// Builders of runs for tests. Times are seconds after the beginning of the run.
import type { ActionView, LogLine, RunHead, RunView, TimelineNode } from "@/ipc/bindings";

export const BEGIN = Date.parse("2026-11-23T09:40:00.000Z");

export function at(second: number): string {
  return new Date(BEGIN + second * 1000).toISOString();
}

export function sampleNode(id: string, parts: Partial<TimelineNode> = {}): TimelineNode {
  return {
    id,
    parent: null,
    role: "block",
    label: id,
    kind: "navigation",
    status: "completed",
    startedAt: null,
    finishedAt: null,
    seconds: null,
    progress: null,
    turn: null,
    summary: null,
    url: null,
    failure: null,
    branch: null,
    actionCount: 0,
    hasOutput: false,
    childRun: null,
    ...parts,
  };
}

/** A block that ran from one second to another. */
export function ranNode(
  id: string,
  from: number,
  to: number,
  parts: Partial<TimelineNode> = {},
): TimelineNode {
  return sampleNode(id, { startedAt: at(from), finishedAt: at(to), seconds: to - from, ...parts });
}

export function sampleAction(
  id: string,
  node: string,
  second: number | null,
  parts: Partial<ActionView> = {},
): ActionView {
  return {
    id,
    node,
    kind: "click",
    title: `Click ${id}`,
    reasoning: null,
    status: "completed",
    at: second === null ? null : at(second),
    seconds: null,
    step: null,
    screenshot: null,
    failure: null,
    ...parts,
  };
}

export function sampleLine(text: string, second: number, parts: Partial<LogLine> = {}): LogLine {
  return { at: at(second), level: "plain", text, node: null, ...parts };
}

export function sampleHead(parts: Partial<RunHead> = {}): RunHead {
  return {
    connection: "c1",
    id: "wr_1",
    workflow: "wpid_1",
    title: "Invoice downloader",
    version: 31,
    status: "completed",
    isFinal: true,
    freshness: { state: "live" },
    createdAt: at(-1),
    startedAt: at(0),
    finishedAt: at(260),
    steps: 51,
    maxSteps: 60,
    ranWith: "code",
    browserProfile: null,
    browserSession: null,
    trigger: "manual",
    appUrl: null,
    inputs: {},
    outputs: null,
    failure: null,
    approval: null,
    downloads: [],
    retriedFrom: null,
    retriedBy: null,
    webhookFailure: null,
    canRetry: true,
    ...parts,
  };
}

export function sampleView(parts: Partial<RunView> = {}): RunView {
  return { head: sampleHead(), nodes: [], actions: [], log: [], ...parts };
}

/** A loop of invoices: two turns of two blocks between two blocks at the top, ended after 100 seconds. */
export function loopNodes(): TimelineNode[] {
  return [
    ranNode("login", 0, 18),
    ranNode("each", 18, 80, { kind: "for_loop", progress: { done: 2, total: 2 } }),
    ranNode("turn1", 18, 50, {
      parent: "each",
      role: "iteration",
      turn: { index: 0, value: "Hetzner" },
    }),
    ranNode("open1", 18, 30, { parent: "turn1", label: "open_invoice" }),
    ranNode("get1", 30, 50, { parent: "turn1", label: "download_pdf" }),
    ranNode("turn2", 50, 80, {
      parent: "each",
      role: "iteration",
      turn: { index: 1, value: "Fjord" },
    }),
    ranNode("open2", 50, 58, { parent: "turn2", label: "open_invoice" }),
    ranNode("get2", 58, 80, { parent: "turn2", label: "download_pdf" }),
    ranNode("mail", 80, 100, { kind: "send_email" }),
  ];
}
