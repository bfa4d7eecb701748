// Development only: parts of the shell over made-up data. ?page=welcome|servers|appearance|…&theme=dark
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { applyAppearance } from "@/app/appearance";
import { AppShell } from "@/app/app-shell";
import { MainWindow } from "@/app/main-window";
import { Providers } from "@/app/providers";
import { Navigation, Sidebar } from "@/app/sidebar";
import { windowCommands } from "@/app/window-commands";
import { ServerSwitcher } from "@/features/connections/server-switcher";
import { ServersSettings } from "@/features/connections/servers-settings";
import { Welcome } from "@/features/connections/welcome";
import { CredentialsScreen } from "@/features/lists/credentials-screen";
import { SchedulesScreen } from "@/features/lists/schedules-screen";
import { CommandPalette } from "@/features/palette/command-palette";
import { SettingsScreen } from "@/features/settings/settings-screen";
import type { SettingsSection } from "@/features/settings/sections";
import type { ConnectionReport, ConnectionsView, ConnectionView, Settings } from "@/ipc/bindings";
import { type Host, replaceHost } from "@/ipc/client";
import { replaceEventSource } from "@/ipc/events";
import "@/styles/tokens.css";
import "@/styles/base.css";

const query = new URLSearchParams(location.search);
const page = query.get("page") ?? "welcome";
const theme = query.get("theme") === "dark" ? "dark" : "light";
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

function connection(change: Partial<ConnectionView>): ConnectionView {
  return {
    id: "c1", name: "Halden production", color: "blue", kind: "cloud", baseUrl: "https://api.skyvern.com",
    key: "keychain", status: { state: "connected" }, organization: "Halden", serverVersion: "1.0.56",
    workflowCount: 1204, limits: [],
    sync: { isRunning: query.has("first"), workflowsRead: 1240, lastFinishedAt: query.has("first") ? null : ago(12), error: null },
    ...change,
  };
}
const all = [
  connection({}),
  connection({ id: "c2", name: "skyvern.halden.lan", color: "teal", kind: "ownServer", baseUrl: "http://10.20.0.14:8000", organization: null, status: { state: "unreachable", since: ago(200), message: "The server refused the connection. Check that it runs and that the port is right." } }),
  connection({ id: "c3", name: "Staging with quite a long name that does not fit", color: "amber", kind: "ownServer", baseUrl: "https://skyvern-staging.halden.io", key: "memory", limits: ["This server is older than 1.0.37: a retry is a new launch with the same inputs.", "This server is older than 1.0.30: it has no schedules."] }),
  connection({ id: "c4", name: "Laptop", color: "rose", kind: "ownServer", baseUrl: "http://localhost:8000", key: "missing", status: { state: "keyMissing", message: "The keychain is locked. Unlock it and try again, or enter the key." } }),
];
const connections: ConnectionsView = {
  connections: page === "welcome" || query.has("empty") ? [] : all,
  active: query.get("active") ?? "c1",
  keychain: query.has("nokeychain")
    ? { state: "unusable", problem: "No program keeps secrets on this desktop.", advice: "Install and start gnome-keyring, KeePassXC or KWallet, then check again." }
    : { state: "usable", name: "GNOME Keyring" },
};
const settings: Settings = {
  theme: query.has("theme") ? theme : "system", textPercent: 100, moreContrast: false, lessMotion: false, singleKeyShortcuts: true,
  notifyFinished: true, notifyFailed: true, notifyNeedsPerson: true, storageLimitBytes: 5e9, layout: [], activeConnection: "c1",
};
const reports: Record<string, ConnectionReport> = {
  ok: { outcome: "connected", latencyMs: 84, baseUrl: "https://skyvern-staging.halden.io", serverVersion: "1.0.56", organization: "Halden", limits: ["This server is older than 1.0.37: a retry is a new launch with the same inputs."] },
  web: { outcome: "failed", problem: "webInterface", message: "This is the address of the web interface, not of the API.", advice: "The API of the same server usually listens on port 8000.", suggestedUrl: "http://localhost:8000" },
  key: { outcome: "failed", problem: "wrongKey", message: "The server does not accept the API key.", advice: "Copy it again from SKYVERN_API_KEY in the server's .env file; it changes when the server is set up anew.", suggestedUrl: null },
};
const runs = ["failed", "completed"].map((status, i) => ({
  id: `wr_43490211773${i}`, workflow: "w1", title: "Invoice downloader", status: status as "failed", createdAt: ago(150 + i * 1500), startedAt: ago(150 + i * 1500), finishedAt: ago(140), seconds: 260, trigger: "manual", failure: null,
}));
const KINDS = ["file_download", "validation", "file_url_parser"];
const rows = Array.from({ length: Number(query.get("rows") ?? 17) }, (_, i) => ({
  id: `wpid_${i}`, title: ["Invoice downloader", "Job listing tracker", "Competitor price watch"][i % 3] + ` ${i}`, folder: [`fld_${i % 3}`, null][i % 4 === 3 ? 1 : 0] ?? null, status: "published", version: (i % 30) + 1,
  updatedAt: ago(i * 97), kinds: KINDS.slice(0, (i % 3) + 1), blockCount: 7, parameterCount: 2,
  recent: Array.from({ length: 10 }, (_, j) => ({ run: `wr_${i}_${j}`, status: (["completed", "completed", "failed", "completed"] as const)[(i + j) % 4] as "completed", at: ago(j * 1000), seconds: 20 })), lastSeconds: 151,
}));
const more: Partial<Host> = {
  workflows: async () => rows,
  folders: async () => Array.from({ length: Number(query.get("folders") ?? 3) }, (_, i) => i).map((i) => ({ id: `fld_${i}`, title: (["Finance", "Recruiting", "Operations"][i % 3] as string) + (i > 2 ? i : ""), description: null })),
  runs: async () => ({ rows: [{ ...runs[0], status: "running", startedAt: ago(2), title: "Job listing tracker" } as never], total: 1, running: 1 }),
  recordings: async () => [],
  workflow: async (_c, id) => ({ row: rows.find((row) => row.id === id) ?? rows[0] as never, description: null, outline: { nodes: [], isUnstructured: false }, parameters: [], runs: [], appUrl: null, editedBy: null, createdAt: null }),
  workflowVersions: async () => [],
  searchWorkflows: async () => [],
};
const answers: Partial<Host> = {
  ...more,
  connections: async () => connections,
  settings: async () => settings,
  updateSettings: async () => null,
  testConnection: async () => reports[query.get("report") ?? "ok"] as ConnectionReport,
  addConnection: async () => connection({}),
  storageUsage: async () => ({ recordingsBytes: 1.84e9, otherBytes: 61e6, limitBytes: 5e9 }),
  about: async () => ({ version: "0.1.0", dataFolder: "/home/ada/.local/share/dev.eyrie.desktop", logFolder: "/home/ada/.local/share/dev.eyrie.desktop/logs", libraryNotice: null }),
  kinds: async () => [
    { name: "file_download", title: "Download files", category: "act", glyph: "download" },
    { name: "validation", title: "Validate", category: "read", glyph: "badge-check" },
    { name: "file_url_parser", title: "Parse file", category: "read", glyph: "file-text" },
  ],
  schedules: async () => query.has("unsupported") ? { state: "notSupported", reason: "This server is older than 1.0.30: it has no schedules." } : {
    state: "listed",
    schedules: Array.from({ length: 14 }, (_, i) => ({ id: `s${i}`, workflow: "w1", workflowTitle: ["Invoice downloader", "Job listing tracker", "Competitor price watch with a long title that has to be cut somewhere"][i % 3] as string, name: i % 2 ? "Every morning" : null, cron: ["30 7 * * 1-5", "*/15 * * * *", "0 9-17/2 * * 1"][i % 3] as string, timezone: "Europe/Berlin", isEnabled: i % 4 !== 3, nextRunAt: new Date(Date.now() + i * 5e6).toISOString() })),
  },
  credentials: async () => Array.from({ length: 9 }, (_, i) => ({ id: `cred_43012907781${i}`, name: ["Hetzner portal", "Company card", "Stripe dashboard"][i % 3] as string, kind: ["password", "credit_card", "secret"][i % 3] as string, detail: ["ada@halden.io", "…4242", null][i % 3] as string, vault: i % 2 ? "Bitwarden" : null })),
  searchEverything: async () => ({
    workflows: [
      { id: "w1", titleRanges: [[0, 3]], place: null },
      { id: "w2", titleRanges: [[0, 3]], place: null },
      { id: "w3", titleRanges: [], place: { block: "scrape_listings", field: "prompt", snippet: "open every invoice of the month", ranges: [[11, 3]] } },
    ],
    runs,
    blocks: [
      { workflow: "w1", workflowTitle: "Invoice downloader", label: "open_invoices", kind: "file_download", ranges: [[5, 3]] },
      { workflow: "w1", workflowTitle: "Invoice downloader", label: "parse_invoice", kind: "file_url_parser", ranges: [[6, 3]] },
    ],
  }),
};
Object.assign(window, { __TAURI_INTERNALS__: { metadata: { currentWindow: { label: "main" }, currentWebview: { label: "main", windowLabel: "main" } }, invoke: async () => 0, transformCallback: () => 0 } });
replaceHost(answers as Host);
replaceEventSource(() => () => {});
applyAppearance({ ...settings, theme, textPercent: Number(query.get("zoom") ?? 100) });

function Page() {
  const [section, setSection] = useState<SettingsSection>((["appearance", "notifications", "storage", "shortcuts", "about"] as const).find((it) => it === page) ?? "servers");
  const active = all[0] as ConnectionView;
  if (page === "main") return <MainWindow />;
  if (page === "welcome") return <Welcome connections={connections} />;
  const sidebar = (
    <Sidebar
      server={<ServerSwitcher connections={connections} active={active} onAdd={() => {}} onEdit={() => {}} onManage={() => {}} />}
      navigation={<Navigation screen="settings" onGo={() => {}} workflowCount={1204} runningCount={1} />}
      folders={null}
      running={null}
    />
  );
  return (
    <AppShell sidebar={sidebar} sizes={{}} onSizesChange={() => {}}>
      {page === "schedules" ? (
        <SchedulesScreen connection={active} />
      ) : page === "credentials" ? (
        <CredentialsScreen connection={active} />
      ) : (
        <SettingsScreen settings={settings} section={section} onSectionChange={setSection} servers={<ServersSettings connections={connections} start={query.get("edit") ? { open: "existing", id: query.get("edit") ?? "" } : { open: "new" }} />} />
      )}
      {page === "palette" && (
        <CommandPalette
          connection={active}
          commands={windowCommands(connections, active, { go: () => {}, selectServer: () => {}, syncServer: () => {}, setTheme: () => {} })}
          findWorkflow={(id) => ({ id, title: id === "w1" ? "Invoice downloader" : id === "w2" ? "Invoice duplicate check" : "Job listing tracker", folder: "Finance", kinds: [id === "w1" ? "file_download" : "validation"], recent: id === "w1" ? [{ run: "wr_1", status: "failed", at: ago(120), seconds: 2 }] : [] })}
          onClose={() => {}}
          onOpenWorkflow={() => {}}
          onOpenRun={() => {}}
          onAction={() => {}}
        />
      )}
    </AppShell>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<Providers><Page /></Providers>);
