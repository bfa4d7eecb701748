// Development only: the run window over made-up runs. ?run=live|completed|failed|nobrowser|starting|lost|approval|big|none|preparing|webm|broken|kept&theme=dark
import { createRoot } from "react-dom/client";
import { applyAppearance } from "@/app/appearance";
import { Providers } from "@/app/providers";
import { RunWindow } from "@/features/run-window/run-window";
import type { ActionView, LiveFrame, LogLine, RunHead, RunMedia, RunView, ScreenshotView, Settings, TimelineNode } from "@/ipc/bindings";
import { type Host, replaceHost } from "@/ipc/client";
import { replaceEventSource } from "@/ipc/events";
import "@/styles/tokens.css";
import "@/styles/base.css";

const query = new URLSearchParams(location.search);
const which = query.get("run") ?? "live";
const MEDIA = "http://127.0.0.1:18149/";
const isLive = ["live", "starting", "lost", "shot", "nobrowser", "approval", "biglive", "retrying"].includes(which);
const LENGTH = which === "failed" ? 222 : 260;
const BEGIN = isLive ? Date.now() - 137_000 : Date.parse("2026-11-22T09:40:00Z");
const at = (second: number) => new Date(BEGIN + second * 1000).toISOString();

function node(id: string, parts: Partial<TimelineNode>): TimelineNode {
  return {
    id, parent: null, role: "block", label: id, kind: "navigation", status: "completed", startedAt: null, finishedAt: null,
    seconds: null, progress: null, turn: null, summary: null, url: null, failure: null, branch: null, actionCount: 0, hasOutput: false, childRun: null, ...parts,
  };
}
const ran = (id: string, from: number, to: number, parts: Partial<TimelineNode> = {}) =>
  node(id, { startedAt: at(from), finishedAt: at(to), seconds: to - from, ...parts });
const running = (id: string, from: number, parts: Partial<TimelineNode> = {}) => node(id, { status: "running", startedAt: at(from), ...parts });
const waiting = (id: string, parts: Partial<TimelineNode> = {}) => node(id, { status: isLive ? "waiting" : "notRun", ...parts });
const turn = (index: number, value: string) => ({ role: "iteration" as const, parent: "process_each", kind: "for_loop", turn: { index, value } });
const inTurn = (n: number, label: string) => ({ parent: `t${n}`, label });
const URLS = "https://portal.nordlicht-energie.de/invoices/NE-2025-11-0482";

function turnBlocks(n: number, from: number, lengths: number[]): TimelineNode[] {
  const labels = ["open_invoice", "download_pdf", "parse_invoice", "check_total"];
  let second = from;
  return labels.map((label, index) => {
    const begin = second;
    second += lengths[index] ?? 5;
    return ran(`${label}${n}`, begin, second, { ...inTurn(n, label), url: URLS });
  });
}
const VALUES = ["Hetzner Online", "Fjord Freight", "Nordlicht Energie", "Papier Union", "Telia"];

function completedNodes(): TimelineNode[] {
  const nodes = [
    ran("login_portal", 0, 18, { url: "https://portal.nordlicht-energie.de/login" }),
    ran("open_invoices", 18, 27, { url: "https://portal.nordlicht-energie.de/invoices" }),
    ran("process_each", 27, 237, { kind: "for_loop", progress: { done: 5, total: 5 }, hasOutput: true }),
  ];
  let from = 27;
  [[8, 18, 10, 5], [12, 20, 14, 6], [6, 19, 14, 5], [8, 15, 10, 5], [7, 14, 9, 5]].forEach((lengths, index) => {
    const total = lengths.reduce((a, b) => a + b, 0);
    nodes.push(ran(`t${index + 1}`, from, from + total, turn(index, VALUES[index] ?? "")), ...turnBlocks(index + 1, from, lengths));
    from += total;
  });
  nodes.push(ran("upload_archive", 237, 249, { kind: "file_upload" }), ran("send_summary", 249, 260, { kind: "send_email" }));
  return nodes;
}

function liveNodes(): TimelineNode[] {
  return [
    ran("login_portal", 0, 18), ran("open_invoices", 18, 27),
    running("process_each", 27, { kind: "for_loop", progress: { done: 3, total: 5 } }),
    ran("t1", 27, 68, turn(0, "Hetzner Online")), ...turnBlocks(1, 27, [8, 18, 10, 5]),
    ran("t2", 68, 120, turn(1, "Fjord Freight")), ...turnBlocks(2, 68, [12, 20, 14, 6]),
    running("t3", 120, turn(2, "Nordlicht Energie")),
    ran("open_invoice3", 120, 126, { ...inTurn(3, "open_invoice"), url: URLS }),
    running("download_pdf3", 126, { ...inTurn(3, "download_pdf"), url: URLS }),
    waiting("parse3", inTurn(3, "parse_invoice")), waiting("check3", inTurn(3, "check_total")),
    waiting("t4", turn(3, "Papier Union")), waiting("p4", inTurn(4, "open_invoice")), waiting("t5", turn(4, "Telia, a supplier with a very long name that has to be cut somewhere")), waiting("p5", inTurn(5, "open_invoice")),
    waiting("is_complete", { kind: "conditional", branch: "If all five are there" }), waiting("upload_archive"), waiting("send_summary"),
  ];
}

function failedNodes(): TimelineNode[] {
  const all = completedNodes().filter((each) => !/4$|5$|upload|send/.test(each.id));
  return [
    ...all.map((each) => (each.id === "process_each" ? { ...each, status: "failed" as const, progress: { done: 4, total: 5 }, finishedAt: at(222), hasOutput: false } : each)),
    ran("t4", 164, 222, { ...turn(3, "Papier Union"), status: "failed" }),
    ran("open_invoice4", 164, 172, { ...inTurn(4, "open_invoice"), url: "https://shop.papier-union.de/konto/rechnung/771204" }),
    ran("download_pdf4", 172, 222, { ...inTurn(4, "download_pdf"), status: "failed", failure: "“Download PDF” was not on the page after 3 tries.", url: "https://shop.papier-union.de/konto/rechnung/771204" }),
    node("parse4", { ...inTurn(4, "parse_invoice"), status: "skipped" }), node("check4", { ...inTurn(4, "check_total"), status: "skipped" }),
    waiting("t5", turn(4, "Telia")), waiting("p5", inTurn(5, "open_invoice")), waiting("upload_archive"), waiting("send_summary"),
  ];
}

function action(id: string, own: string, second: number, title: string, seconds: number | null, step: number, parts: Partial<ActionView> = {}): ActionView {
  return { id, node: own, kind: "click", title, reasoning: null, status: "completed", at: at(second), seconds, step, screenshot: "page.png", failure: null, ...parts };
}
const WHY = "The invoice NE-2025-11-0482 is open and its total is shown. The button at the top right saves it as a PDF.";
const LIVE_ACTIONS = [
  action("a18", "open_invoice3", 120, "Open “Invoices”", 1.1, 18), action("a19", "open_invoice3", 122, "Filter “November 2025”", 2.2, 19),
  action("a20", "open_invoice3", 124, "Open row “NE-2025-11-0482”", 1.8, 20), action("a21", "download_pdf3", 126, "Scroll to the page head", 0.3, 21),
  action("a22", "download_pdf3", 128, "Wait until the totals are shown", 4.1, 22),
  action("a23", "download_pdf3", 133, "Click “Download PDF”", null, 23, { status: "running", reasoning: WHY }),
];

function doneActions(nodes: TimelineNode[]): ActionView[] {
  const list: ActionView[] = [];
  for (const each of nodes) {
    if (!each.startedAt || each.role !== "block" || each.kind !== "navigation") continue;
    const from = (Date.parse(each.startedAt) - BEGIN) / 1000;
    const titles = ["Scroll to the page head", "Wait until the totals are shown", `Click “${each.label}”`];
    titles.forEach((title, index) => {
      list.push(action(`${each.id}-${index}`, each.id, from + 0.5 + (index * (each.seconds ?? 6)) / 3, title, 0.3 + index, list.length + 1, {
        reasoning: index === 2 ? WHY : null,
        ...(each.status === "failed" && index === 2 ? { status: "failed" as const, failure: "“Download PDF” was not on the page after 3 tries." } : {}),
      }));
    });
  }
  return list;
}

const LOG: LogLine[] = (
  [
    [186, "plain", "Open invoice 771204"], [194, "plain", "open_invoice completed in 8.1 s"], [194, "plain", "Cached code, step 1"],
    [202, "warning", "No element for “Download PDF”"], [202, "plain", "Fall back to the agent"], [211, "warning", "Try 1: consent dialog in front"],
    [220, "warning", "Try 2: no “Download PDF”"], [221, "problem", "Try 3: gave up after 50 s"], [222, "problem", "download_pdf failed: element not found"],
    [222, "plain", "process_each stopped, 1 left"], [222, "plain", "Browser closed, recording kept"],
  ] as const
).map(([second, level, text]) => ({ at: at(second), level, text, node: "download_pdf4" }));

const INVOICES = [
  { vendor: "Hetzner Online", number: "R0029418842", total: 184.21, currency: "EUR" }, { vendor: "Fjord Freight", number: "FF-88213", total: 2140, currency: "NOK" },
  { vendor: "Nordlicht Energie", number: "NE-2025-11-0482", total: 593.37, currency: "EUR" }, { vendor: "Papier Union", number: "771204", total: 88.4, currency: "EUR" },
];
const DOWNLOADS = ["hetzner-R0029418842.pdf", "fjord-FF-88213.pdf", "nordlicht-NE-2025-11-0482.pdf", "papier-union-771204.pdf", "telia-30991-11.pdf"];

function head(parts: Partial<RunHead>): RunHead {
  return {
    connection: "c1", id: "wr_434902117734", workflow: "wpid_1", title: query.has("long") ? "Invoice downloader for all suppliers of the northern region, with a title that nobody can read to its end" : "Invoice downloader",
    version: 31, status: "running", isFinal: false, freshness: { state: "live" },
    createdAt: at(-2), startedAt: at(0), finishedAt: null, steps: 23, maxSteps: 60, ranWith: "code", browserProfile: "finance", browserSession: null, trigger: "manual",
    appUrl: "https://app.skyvern.com/runs/wr_1", inputs: { since: "2025-11-01", suppliers: VALUES, dry_run: false, mail_to: "finance@halden.example" }, outputs: null, failure: null, approval: null, downloads: [], retriedFrom: null, retriedBy: null,
    webhookFailure: null, canRetry: true, ...parts,
  };
}
const DONE: Partial<RunHead> = {
  status: "completed", isFinal: true, finishedAt: at(LENGTH), steps: 51, browserProfile: null, ranWith: null, outputs: { process_each_output: { invoices: INVOICES } },
  downloads: DOWNLOADS.map((name, index) => ({ artifact: `a_${index}`, name, bytes: [61_000, 118_000, 204_000, 92_000, 77_000][index] ?? 0, isKept: true })),
};

function big(): RunView {
  const nodes: TimelineNode[] = [running("each", 0, { kind: "for_loop", progress: { done: 165, total: 166 } })];
  const actions: ActionView[] = [];
  for (let t = 0; t < 166; t += 1) {
    nodes.push(ran(`big${t}`, t, t + 1, { role: "iteration", parent: "each", turn: { index: t, value: `Supplier ${t}` } }));
    for (let b = 0; b < 5; b += 1) {
      nodes.push(ran(`big${t}-${b}`, t + b / 5, t + (b + 1) / 5, { parent: `big${t}`, label: `block_${b}` }));
      for (let a = 0; a < 6; a += 1) actions.push(action(`x${t}-${b}-${a}`, `big${t}-${b}`, t + b / 5 + a / 40, `Click “${t} ${b} ${a}”`, 0.4, actions.length));
    }
  }
  nodes.push(running("last", 130, { parent: "big165" }));
  const log = actions.map((each) => ({ at: each.at, level: "plain" as const, text: each.title, node: each.node }));
  return { head: head(which === "biglive" ? {} : DONE), nodes, actions, log };
}

function view(): RunView {
  if (which === "big" || which === "biglive") return big();
  if (which === "nobrowser") return { head: head({ steps: null, browserProfile: null }), nodes: [ran("fetch_rates", 0, 4, { kind: "http_request", summary: "GET https://rates.example/eur" }), running("pause_a_bit", 4, { kind: "wait", summary: "Waits 30 s" }), waiting("send_summary", { kind: "send_email" })], actions: [], log: [] };
  if (which === "approval") {
    const approval = { node: "ask", instructions: "Check that the totals below are right before the payment order is sent.\nTotal: € 2,940.18", approveLabel: "Send the order", rejectLabel: "Stop here", timesOutAt: new Date(Date.now() + 3_600_000).toISOString() };
    return { head: head({ status: "paused", approval }), nodes: [ran("login_portal", 0, 18), node("ask", { status: "paused", kind: "human_interaction", startedAt: at(30) }), waiting("pay")], actions: [], log: [] };
  }
  if (which === "starting") return { head: head({ steps: 0, status: "running", startedAt: new Date(Date.now() - 4000).toISOString() }), nodes: [], actions: [], log: [] };
  if (isLive) {
    const freshness = which === "retrying" ? { state: "retrying" as const, since: at(100), message: "skyvern.halden.lan does not answer." } : { state: "live" as const };
    return { head: head({ freshness }), nodes: liveNodes(), actions: LIVE_ACTIONS, log: LOG.slice(0, 4) };
  }
  if (which === "failed") {
    const nodes = failedNodes();
    const failure = { node: "download_pdf4", title: "download_pdf failed for “Papier Union”, 4 of 5", reason: "“Download PDF” was not on the page after 3 tries.", nextStep: "A consent dialog may have covered it.", errorCodes: [] };
    return { head: head({ ...DONE, status: "failed", steps: 44, outputs: null, failure, downloads: DONE.downloads?.slice(0, 3) ?? [] }), nodes, actions: doneActions(nodes), log: LOG };
  }
  const nodes = completedNodes();
  const freshness = which === "kept" ? { state: "kept" as const, at: at(300), reason: "skyvern.halden.lan does not answer." } : { state: "live" as const };
  return { head: head({ ...DONE, freshness, id: "wr_434815530021" }), nodes, actions: doneActions(nodes), log: LOG };
}

const shown = view();
const SHOTS: ScreenshotView[] = shown.actions.slice(0, 2000).filter((_, index) => index % 3 === 2).map((each, index) => ({ artifact: `s${index}`, url: `${MEDIA}page.png`, at: each.at, node: each.node }));

function media(): RunMedia {
  if (which === "none") return { state: "none", reason: "The server no longer has the recording of this run." };
  if (which === "preparing") return { state: "preparing" };
  const recording = { artifact: "a_rec", url: `${MEDIA}run.mp4`, mime: "video/mp4", bytes: 1, startsAt: at(0), seconds: LENGTH, isKept: true };
  if (which === "webm") return { state: "ready", recordings: [{ ...recording, url: `${MEDIA}live.webm`, mime: "video/webm", seconds: query.has("known") ? 60 : null }] };
  if (which === "broken") return { state: "ready", recordings: [{ ...recording, url: `${MEDIA}gone.mp4` }] };
  if (which === "two") return { state: "ready", recordings: [{ ...recording, seconds: 100 }, { ...recording, artifact: "a_rec2", startsAt: at(100), seconds: 160 }] };
  return { state: "ready", recordings: [recording] };
}

const listeners = new Map<string, Set<(payload: never) => void>>();
replaceEventSource((name, listener) => {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set.add(listener as (payload: never) => void));
  return () => set.delete(listener as (payload: never) => void);
});
const emit = (name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
};

async function live(frames: { onmessage: (frame: LiveFrame) => void }) {
  if (which === "starting") return frames.onmessage({ state: "starting" });
  if (which === "nobrowser") return frames.onmessage({ state: "noBrowser" });
  const image = `${MEDIA}page.png`;
  if (which === "shot") return frames.onmessage({ state: "screenshot", image, at: at(130), reason: "This server sends no live pictures." });
  frames.onmessage({ state: "frame", image, width: 1600, height: 1126, url: URLS });
  if (which === "lost") frames.onmessage({ state: "lost", message: "skyvern.halden.lan does not answer." });
}

const SETTINGS = { layout: [] } as unknown as Settings;
const host: Record<string, (...args: never[]) => Promise<unknown>> = {
  watchRun: async () => shown,
  runMedia: async () => media(),
  screenshots: async () => SHOTS,
  mediaBase: async () => MEDIA,
  nodeDetail: async (_c: never, _r: never, id: string) => ({ node: id, label: id, inputs: { url: URLS, prompt: "Click the button that saves the invoice as a PDF.\nDo not print.", max_steps: 10, parameters: ["invoice"] }, output: { invoices: INVOICES } }),
  showLiveView: async (_c: never, _r: never, frames: never) => live(frames),
  hideLiveView: async () => null,
  settings: async () => SETTINGS,
  updateSettings: async () => null,
  saveText: async (...args: unknown[]) => { console.log("saveText", args); return true; },
};
replaceHost(
  new Proxy({}, { get: (_, name: string) => host[name] ?? (async (...args: unknown[]) => { console.log(name, args); throw new Error(`no ${name} here`); }) }) as Host,
);
let nextCallback = 1;
Object.assign(window, {
  __TAURI_INTERNALS__: { transformCallback: () => nextCallback++, unregisterCallback: () => {}, invoke: async () => null, metadata: { currentWindow: { label: "run" }, currentWebview: { label: "run" } } },
  emitFake: emit,
  shownRun: shown,
  at,
});

applyAppearance({ theme: query.get("theme") === "dark" ? "dark" : "light", textPercent: 100, moreContrast: false, lessMotion: false } as never);
performance.mark("start");
createRoot(document.getElementById("root") as HTMLElement).render(
  <Providers>
    <RunWindow connectionId="c1" runId={shown.head.id} onRerun={(...args) => console.log("rerun", args)} />
  </Providers>,
);
const observer = new MutationObserver(() => {
  if (!document.querySelector('[role="treeitem"]')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => performance.mark("opened")));
});
observer.observe(document.body, { childList: true, subtree: true });
