// Development only. ?page=launch|runs|recordings&state=…&theme=dark
import { createRoot } from "react-dom/client";
import { applyAppearance } from "@/app/appearance";
import { AppShell } from "@/app/app-shell";
import { Providers } from "@/app/providers";
import { Navigation, Sidebar } from "@/app/sidebar";
import { ServerSwitcher } from "@/features/connections/server-switcher";
import { LaunchDialog } from "@/features/launch/launch-dialog";
import { RecordingsScreen } from "@/features/recordings/recordings-screen";
import { RunningCard } from "@/features/runs/running-card";
import { RunsScreen } from "@/features/runs/runs-screen";
import type { ConnectionsView, ConnectionView, LaunchForm, RunRow, RunStatus, Settings } from "@/ipc/bindings";
import { type Host, IpcError, replaceHost } from "@/ipc/client";
import { replaceEventSource } from "@/ipc/events";
import "@/styles/tokens.css";
import "@/styles/base.css";

Object.assign(window, {
  __TAURI_INTERNALS__: {
    metadata: { currentWindow: { label: "main" }, currentWebview: { label: "main", windowLabel: "main" } },
    invoke: async () => 0,
    transformCallback: () => 1,
  },
  __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => {} },
});
const query = new URLSearchParams(location.search);
const page = query.get("page") ?? "launch";
const state = query.get("state") ?? "full";
const theme = query.get("theme") === "dark" ? "dark" : "light";
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const connection: ConnectionView = {
  id: "c1", name: "Halden production", color: "blue", kind: "ownServer", baseUrl: "http://halden:8000", key: "keychain",
  status: state === "offline" ? { state: "unreachable", since: ago(200), message: "The server refused the connection. Check that it runs and that the port is right." } : { state: "connected" },
  organization: "Halden", serverVersion: "1.0.56", workflowCount: 1204, limits: [],
  sync: { isRunning: false, workflowsRead: 0, lastFinishedAt: ago(12), error: null },
};
const connections: ConnectionsView = { connections: [connection], active: "c1", keychain: { state: "usable", name: "GNOME Keyring" } };
const settings: Settings = {
  theme: "system", textPercent: 100, moreContrast: false, lessMotion: false, singleKeyShortcuts: true, notifyFinished: true,
  notifyFailed: true, notifyNeedsPerson: true, storageLimitBytes: 5e9, layout: [], activeConnection: "c1",
};
const TITLES = ["Invoice downloader", "Job listing tracker", "Competitor price watch", "Permit status checker", "Shipment tracker sync with a very long title that has to be cut off somewhere near the end", "Support form submitter"];
const STATUSES: RunStatus[] = ["completed", "completed", "failed", "completed", "canceled", "completed", "timedOut", "completed", "terminated", "completed"];
const REASONS = ["download_pdf failed for “Papier Union”, 4 of 5. “Download PDF” was not on the page after 3 tries.", "The login page did not accept the password"];
const count = state === "empty" ? 0 : 10_000;
const RUNS: RunRow[] = Array.from({ length: count }, (_, i) => {
  const status: RunStatus = i === 0 ? "running" : i === 1 ? "queued" : i === 4 ? "paused" : (STATUSES[i % 10] as RunStatus);
  const open = ["running", "queued", "paused"].includes(status);
  const seconds = 20 + ((i * 37) % 400);
  return {
    id: `wr_4349${(900000000 - i * 7919).toString()}`, workflow: `wpid_${i % 6}`, title: TITLES[i % 6] as string, status,
    createdAt: ago(i * 47 + 2), startedAt: status === "queued" ? null : ago(i * 47 + 2), finishedAt: open ? null : ago(i * 47 - seconds / 60),
    seconds: open ? null : seconds, trigger: ["manual", "api", "scheduled", "webhook", "manual"][i % 5] as string,
    failure: ["failed", "terminated"].includes(status) ? (REASONS[i % 2] as string) : null,
  };
});
const form: LaunchForm = {
  workflow: "wpid_1", title: "Invoice downloader", version: 31, versions: [31, 30, 29, 28],
  fields: [
    { key: "supplier_portal", kind: "credential", isRequired: false, default: null, description: null },
    { key: "since", kind: "text", isRequired: true, default: null, description: null },
    { key: "max_invoices", kind: "integer", isRequired: false, default: 40, description: null },
    { key: "vendors", kind: "json", isRequired: true, default: null, description: null },
    { key: "po_list", kind: "file", isRequired: true, default: null, description: null },
    { key: "notes", kind: "text", isRequired: false, default: "", description: null },
    { key: "send_copy", kind: "boolean", isRequired: false, default: true, description: null },
  ],
  last: {
    name: null, at: ago(180),
    inputs: [
      { key: "supplier_portal", text: "cred_1" }, { key: "since", text: "1 Oct 2026" }, { key: "max_invoices", text: "40" },
      { key: "vendors", text: '[ "Nordlicht Energie", "Hetzner Online",\n  "Fjord Freight", "Papier Union", "Telia" ]' },
      { key: "po_list", text: "s3://uploads/o_1/purchase-orders-2025.xlsx" }, { key: "send_copy", text: "true" },
    ],
  },
  presets: [{ name: "Monthly", at: ago(9000), inputs: [{ key: "since", text: "2026-10-01" }] }, { name: "All suppliers", at: ago(9000), inputs: [] }],
  options: {
    runWith: "code", aiFallback: true, proxy: { choice: "named", location: "NONE" }, browser: { choice: "profile", id: "bp_1" }, maxSteps: 60,
    webhookUrl: "https://hooks.halden.io/eyrie", totpIdentifier: "", totpUrl: "", headers: [{ name: "X-Team", value: "finance" }, { name: "Accept-Language", value: "de-DE" }],
    maxScreenshotScrolls: null, maxElapsedMinutes: null, title: "", isTemplate: false,
  },
  credentials: [{ id: "cred_1", name: "Nordlicht portal", detail: "a.lindqvist@halden.io" }, { id: "cred_2", name: "Hetzner", detail: "ada" }],
  browserSessions: [{ id: "pbs_1", name: "pbs_1", detail: "running" }], browserProfiles: [{ id: "bp_1", name: "finance", detail: null }],
  notes: state === "notes" ? ["The browser sessions are not listed: The server does not answer."] : [],
};
if (state === "place") form.options.proxy = { choice: "place", country: "DE", subdivision: null, city: "Berlin" };
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const answers: Partial<Host> = {
  connections: async () => connections,
  launchForm: async () => {
    if (state === "loading") await wait(1e9);
    if (state === "fault") throw new IpcError("notFound", "This workflow is no longer on the server.");
    return form;
  },
  checkLaunch: async (_, { inputs }) => (Number(inputs.find(({ key }) => key === "max_invoices")?.text) > 100 ? [{ field: "max_invoices", message: "At most 100" }] : []),
  launch: async () => {
    await wait(500);
    return { outcome: "unknown", message: "The connection broke while the run was being started (timed out). It may be under way.", candidates: ["wr_434902117733", "wr_434902117734"] };
  },
  launchCommand: async () => "curl",
  savePreset: async () => null,
  deletePreset: async () => null,
  chooseAndUpload: async () => ({ name: "purchase-orders-2025.xlsx", bytes: 84_000, uri: "s3://x/y.xlsx" }),
  runs: async (_, { text, statuses, workflow, offset, limit }) => {
    if (state === "loading") await wait(1e9);
    if (state === "fault") throw new IpcError("library", "The library cannot be read.");
    await wait(5);
    const found = RUNS.filter((row) => (text === "" || `${row.title} ${row.id} ${row.failure}`.toLowerCase().includes(text.toLowerCase())) && (statuses.length === 0 || statuses.includes(row.status)) && (workflow === null || row.workflow === workflow));
    return { rows: found.slice(offset, offset + limit), total: found.length, running: Math.min(3, count) };
  },
  workflow: async () => ({ row: { title: "Invoice downloader" } }) as never,
  cancelRuns: async (_, runs) => ({ done: runs.slice(1), failed: [{ run: runs[0] as string, message: "The server did not cancel this run; it may have ended before." }] }),
  retryRuns: async (_, runs) => ({ done: runs, failed: [] }),
  recordings: async () =>
    RUNS.slice(2, 60).map((row, i) => ({
      run: row.id, workflow: row.workflow, title: row.title, status: row.status, finishedAt: row.finishedAt, seconds: row.seconds,
      bytes: i % 9 === 5 ? null : (i + 1) * 1_340_000, isKept: i % 3 !== 1, isPinned: i % 6 === 3, isAvailable: i % 5 !== 4,
    })),
  storageUsage: async () => ({ recordingsBytes: state === "empty" ? 0 : 1.24e9, otherBytes: 61e6, limitBytes: 5e9 }),
  checkConnection: async () => connection,
};
replaceHost(answers as Host);
replaceEventSource(() => () => {});
applyAppearance({ ...settings, theme });

function Page() {
  const onOpenRun = () => {};
  const sidebar = (
    <Sidebar
      server={<ServerSwitcher connections={connections} active={connection} onAdd={() => {}} onEdit={() => {}} onManage={() => {}} />}
      navigation={<Navigation screen={page === "recordings" ? "recordings" : "runs"} onGo={() => {}} workflowCount={1204} runningCount={3} />}
      folders={null}
      running={<RunningCard connection={connection} onOpenRun={onOpenRun} />}
    />
  );
  return (
    <AppShell sidebar={sidebar} sizes={{}} onSizesChange={() => {}}>
      {page === "recordings" ? (
        <RecordingsScreen connection={connection} onOpenRun={onOpenRun} onShowStorage={() => {}} />
      ) : (
        <RunsScreen connection={connection} workflow={query.get("workflow")} onWorkflowChange={() => {}} onOpenRun={onOpenRun} onLaunch={() => {}} />
      )}
      {page === "launch" && <LaunchDialog connection={connection} workflow="wpid_1" onClose={() => {}} onStarted={() => {}} />}
    </AppShell>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<Providers><Page /></Providers>);

// ?do=… steps for pictures: click:<text>, key:<css>|<value>
const steps = query.getAll("do");
void (async () => {
  await wait(600);
  for (const step of steps) {
    const [kind, what = "", value = ""] = step.split("|");
    if (kind === "click") [...document.querySelectorAll<HTMLElement>("button,[role=menuitem],[role=option],.grid-line")].find((it) => (it.getAttribute("aria-label") ?? it.textContent ?? "").includes(what))?.click();
    if (kind === "menu") [...document.querySelectorAll<HTMLElement>("button,[role=combobox]")].find((it) => (it.getAttribute("aria-label") ?? it.textContent ?? "").includes(what))?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0, ctrlKey: false }));
    if (kind === "type") {
      const field = document.querySelector<HTMLInputElement>(what);
      if (!field) continue;
      const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      Object.getOwnPropertyDescriptor(proto, "value")?.set?.call(field, value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (kind === "ctxmenu") document.querySelectorAll<HTMLElement>(".grid-line.grid-columns")[Number(what)]?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 500, clientY: 300 }));
    if (kind === "rows") for (const at of what.split(",")) { document.querySelectorAll<HTMLElement>(".grid-line.grid-columns")[Number(at)]?.dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: true })); await wait(60); }
    if (kind === "scroll") { const grid = document.querySelector(what); if (grid) grid.scrollTop = Number(value); }
    await wait(250);
  }
})();
