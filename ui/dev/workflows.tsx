// Development only: the workflows screen over made-up data.
// ?state=full|many|empty|loading|fault|offline|first&theme=dark&search=…&select=3
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { AppShell } from "@/app/app-shell";
import { applyAppearance } from "@/app/appearance";
import { Providers } from "@/app/providers";
import { Navigation, Sidebar } from "@/app/sidebar";
import { ServerSwitcher } from "@/features/connections/server-switcher";
import type { FolderChoice } from "@/features/workflows/folder-choice";
import { FolderTree } from "@/features/workflows/folder-tree";
import {
  OUTLINE,
  sampleConnection,
  sampleDetail,
  UNREACHABLE,
} from "@/features/workflows/test-samples";
import { WorkflowDragProvider } from "@/features/workflows/workflow-drag";
import { WorkflowsScreen } from "@/features/workflows/workflows-screen";
import type {
  ConnectionView,
  FolderView,
  KindView,
  RunTick,
  WorkflowHit,
  WorkflowRow,
} from "@/ipc/bindings";
import { type Host, replaceHost } from "@/ipc/client";
import { replaceEventSource } from "@/ipc/events";
import "@/styles/tokens.css";
import "@/styles/base.css";

const query = new URLSearchParams(location.search);
const state = query.get("state") ?? "full";
const theme = query.get("theme") === "dark" ? "dark" : "light";
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

const KINDS: KindView[] = `navigation|Navigation|act|compass
login|Log in|act|log-in
goto_url|Go to URL|act|link
file_download|Download files|act|download
extraction|Extract data|read|scan-text
validation|Validate|read|badge-check
file_url_parser|Parse file|read|file-text
pdf_parser|Parse PDF|read|file-search
text_prompt|Text prompt|think|text-cursor-input
code|Python code|think|code-xml
for_loop|For each|flow|repeat
conditional|Condition|flow|split
human_interaction|Ask a person|flow|user-check
send_email|Send email|send|mail
http_request|HTTP request|send|globe
google_sheets_write|Write Google Sheets|send|table-2
file_upload|Upload files|send|upload`
  .split("\n")
  .map((line) => {
    const [name = "", title = "", category = "act", glyph = ""] = line.split("|");
    return { name, title, category: category as "act", glyph };
  });
const FOLDERS: FolderView[] = ["Finance", "Invoices", "Recruiting", "Operations"].map((title) => ({
  id: `fld_${title}`,
  title,
  description: null,
}));

const ticks = (letters: string, lastHours: number): RunTick[] =>
  [...letters].map((letter, index) => ({
    run: `wr_43490211${index}`,
    status:
      ({ o: "completed", f: "failed", t: "timedOut", c: "canceled", r: "running" } as const)[
        letter
      ] ?? "unknown",
    at: ago(lastHours + (letters.length - 1 - index) * 24),
    seconds: 120 + index * 7,
  }));

const LINES = `Job listing tracker|Recruiting|navigation,extraction,for_loop,conditional,text_prompt,http_request,send_email|ooooofooor|151|12|0.2
Candidate profile enricher|Recruiting|for_loop,goto_url,extraction,text_prompt,http_request|oooofooooo|185|22|28
Interview slot finder|Recruiting|login,navigation,extraction,conditional,human_interaction,send_email|oc|110|2|150
Careers page watcher|Recruiting|for_loop,goto_url,extraction,code,http_request|oooooooooo|78|17|280
Salary benchmark scraper|Recruiting|goto_url,extraction,for_loop,validation,code,google_sheets_write|oooootto|521|6|470
Invoice downloader|Finance|login,navigation,for_loop,file_download,file_url_parser,file_upload,send_email|oooofoooof|260|31|2
Stripe payout export|Finance|login,navigation,file_download,google_sheets_write|oooooooooo|58|8|29
Vendor statement reconciler with every account of the group and its subsidiaries|Finance|login,for_loop,file_download,pdf_parser,text_prompt,conditional,code,extraction,send_email|oootoooooo|362|14|170
Utility bill collector|Finance|for_loop,login,navigation,file_download,file_upload|oofooooooco|227|19|230
Expense receipt matcher|Finance|http_request,for_loop,text_prompt,validation,google_sheets_write|ooooooo|72|5|320
VAT number checker|Finance|goto_url,extraction,validation|oooooooooo|21|3|640
Competitor price watch|Operations|for_loop,goto_url,extraction,code,conditional,send_email|oooooooooo|129|41|6
Permit status checker|Operations|goto_url,navigation,extraction,conditional,send_email|oooooofooo|44|9|30
Shipment tracker sync|Operations|http_request,for_loop,goto_url,extraction|oooooooooo|333|27|190
Support form submitter|Operations|for_loop,navigation,validation|ccoooooooo|37|4|520
Warehouse stock snapshot|Operations|login,navigation,extraction,file_upload|ooooofoooo|86|11|700
Untitled workflow||navigation||0|1|780`;

const base: WorkflowRow[] = LINES.split("\n").map((line, index) => {
  const [
    title = "",
    folder = "",
    kinds = "",
    letters = "",
    seconds = "0",
    version = "1",
    hours = "0",
  ] = line.split("|");
  return {
    id: `wpid_4348179205${60 + index}`,
    title,
    folder: folder ? `fld_${folder}` : null,
    status: title === "Interview slot finder" ? "draft" : "published",
    version: Number(version),
    updatedAt: ago(Number(hours)),
    kinds: kinds.split(","),
    blockCount: kinds.split(",").length,
    parameterCount: 2,
    recent: ticks(letters.slice(0, 10), Number(hours)),
    lastSeconds: Number(seconds) || null,
  };
});
const many = (): WorkflowRow[] =>
  Array.from({ length: 10_000 }, (_, index) => {
    const row = base[index % base.length] as WorkflowRow;
    return {
      ...row,
      id: `wpid_${index}`,
      title: `${row.title} ${index}`,
      updatedAt: ago(index / 7),
    };
  });
const rows = state === "many" ? many() : state === "empty" || state === "first" ? [] : base;

const connection: ConnectionView =
  state === "offline"
    ? { ...UNREACHABLE, sync: { ...UNREACHABLE.sync, lastFinishedAt: ago(3) } }
    : sampleConnection(
        state === "first"
          ? { sync: { isRunning: true, workflowsRead: 1240, lastFinishedAt: null, error: null } }
          : {},
      );

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const search = (text: string): WorkflowHit[] => {
  const words = text.toLowerCase();
  return rows.flatMap((row): WorkflowHit[] => {
    const at = row.title.toLowerCase().indexOf(words);
    if (at >= 0) return [{ id: row.id, titleRanges: [[at, words.length]], place: null }];
    if (!"https://www.jobs.example open every listing and read the salary".includes(words))
      return [];
    const snippet = `… open every listing and read the salary, the place and the date of “${row.title}” …`;
    const from = snippet.indexOf(words);
    return [
      {
        id: row.id,
        titleRanges: [],
        place: {
          block: "scrape_listings",
          field: "prompt",
          snippet,
          ranges: from < 0 ? [] : [[from, words.length]],
        },
      },
    ];
  });
};
const answers: Record<string, (...args: never[]) => unknown> = {
  workflows: () => (state === "loading" ? new Promise(() => {}) : rows),
  folders: () => (state === "empty" ? [] : FOLDERS),
  kinds: () => KINDS,
  searchWorkflows: (_: string, text: string) => search(text),
  workflow: (_: string, id: string) => {
    if (state === "fault") throw new Error("skyvern.halden.lan does not answer.");
    const row = rows.find((one) => one.id === id) ?? (base[0] as WorkflowRow);
    return sampleDetail(row, {
      description: null,
      outline: { nodes: [...OUTLINE], isUnstructured: query.has("jumps") },
    });
  },
  workflowVersions: (_: string, id: string) => {
    const row = rows.find((one) => one.id === id) ?? (base[0] as WorkflowRow);
    return Array.from({ length: row.version }, (_, index) => ({
      version: row.version - index,
      title: row.title,
      createdAt: ago(index * 40),
      editedBy: index % 3 ? null : "a.weber",
      blockCount: row.blockCount,
      isLatest: index === 0,
    }));
  },
  workflowText: () =>
    wait(50).then(() =>
      "title: Job listing tracker\nworkflow_definition:\n  version: 2\n  parameters:\n    - key: keywords\n      workflow_parameter_type: string\n  blocks:\n    - label: find_hiring_thread\n      block_type: navigation\n".repeat(
        6,
      ),
    ),
  templates: () =>
    query.has("none")
      ? []
      : base
          .slice(0, 6)
          .map((row) => ({
            id: row.id,
            title: row.title,
            description: "Opens the portal, reads what is new and sends it on.",
            kinds: row.kinds,
            blockCount: row.blockCount,
          })),
  settings: () => ({ layout: [] }),
  chooseAndImport: () => ({
    imported: [],
    failed: [
      {
        file: "invoices.yaml",
        message: "Line 30, blocks[2].label: expected a text. Give the block a label.",
      },
      {
        file: "notes.pdf",
        message: "This is neither YAML nor JSON. Export the workflow as YAML and import that file.",
      },
    ],
  }),
  deleteWorkflows: (_: string, ids: string[]) => ({
    id: "d1",
    connection: "c1",
    workflows: ids,
    dueAt: new Date(Date.now() + 8000).toISOString(),
  }),
  undoDeletion: () => true,
  createFolder: (_: string, title: string) => ({ id: `fld_${title}`, title, description: null }),
  renameFolder: (_: string, id: string, title: string) => ({ id, title, description: null }),
};
replaceHost(
  new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        async (...args: never[]) =>
          answers[name]?.(...args) ?? null,
    },
  ) as Host,
);
replaceEventSource(() => () => {});
applyAppearance({ theme, textPercent: 100, moreContrast: false, lessMotion: false } as never);
document.documentElement.dataset.theme = theme;

function Page() {
  const [folder, setFolder] = useState<FolderChoice>(query.get("folder"));
  const nothing = () => {};
  return (
    <WorkflowDragProvider connection={connection}>
      <AppShell
        sizes={{}}
        onSizesChange={nothing}
        sidebar={
          <Sidebar
            server={
              <ServerSwitcher
                connections={{
                  connections: [connection],
                  active: "c1",
                  keychain: { state: "usable", name: "x" },
                }}
                active={connection}
                onAdd={nothing}
                onEdit={nothing}
                onManage={nothing}
              />
            }
            navigation={
              <Navigation
                screen="workflows"
                onGo={nothing}
                workflowCount={rows.length}
                runningCount={1}
              />
            }
            folders={<FolderTree connection={connection} selected={folder} onSelect={setFolder} />}
            running={null}
          />
        }
      >
        <WorkflowsScreen
          connection={connection}
          folder={folder}
          onFolderChange={setFolder}
          onLaunch={nothing}
          onOpenRun={nothing}
          onShowRuns={nothing}
        />
      </AppShell>
    </WorkflowDragProvider>
  );
}

/** What a person would do before the picture is taken. */
async function act() {
  await wait(Number(query.get("after") ?? 600));
  const text = query.get("search");
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  if (text && field) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await wait(300);
  }
  const lines = () =>
    [...document.querySelectorAll<HTMLElement>(".grid-columns[aria-selected]")].sort(
      (a, b) => Number(a.dataset.index) - Number(b.dataset.index),
    );
  lines()[Number(query.get("select") ?? 0)]?.click();
  await wait(50);
  const extend = query.get("extend");
  if (extend)
    lines()[Number(extend)]?.dispatchEvent(
      new MouseEvent("click", { bubbles: true, shiftKey: true }),
    );
  await wait(200);
  for (const name of query.getAll("press")) {
    const target = [
      ...document.querySelectorAll<HTMLElement>("button,[role=menuitem],[role=treeitem]"),
    ].find((one) => (one.getAttribute("aria-label") ?? one.textContent ?? "").startsWith(name));
    target?.dispatchEvent(
      new PointerEvent("pointerdown", { bubbles: true, button: 0, pointerType: "mouse" }),
    );
    target?.click();
    await wait(250);
  }
}

/** Figures at 10,000 rows, written into the page: `?state=many&bench`. */
async function bench(start: number) {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const rowsThere = () => document.querySelector(".grid-columns[aria-selected]") !== null;
  while (!rowsThere()) await wait(1);
  const first = performance.now() - start;
  await wait(800);
  const field = document.querySelector<HTMLInputElement>("input[type=search]") as HTMLInputElement;
  const times: number[] = [];
  const works: number[] = [];
  for (const word of ["invoice", "listing 12", "e", "salary", "vat", "zzz", "o"]) {
    for (let length = 1; length <= word.length + 1; length += 1) {
      const text = length > word.length ? "" : word.slice(0, length);
      const t0 = performance.now();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await wait(0);
      await wait(0);
      works.push(performance.now() - t0);
      await painted();
      times.push(performance.now() - t0);
      await wait(60);
    }
  }
  const list = times.map((t) => t.toFixed(0)).join(" ");
  const grid = document.querySelector(".grid") as HTMLElement;
  const frames: number[] = [];
  let blanks = 0;
  for (let index = 0; index < (query.has("still") ? 0 : 120); index += 1) {
    const t0 = performance.now();
    grid.scrollTop += 2400;
    await new Promise((done) => requestAnimationFrame(done));
    frames.push(performance.now() - t0);
    const box = grid.getBoundingClientRect();
    for (const y of [80, box.height / 2, box.height - 20]) {
      if (!document.elementFromPoint(box.left + 100, box.top + y)?.closest(".grid-line"))
        blanks += 1;
    }
  }
  const at = (list: number[], share: number) =>
    (list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0).toFixed(1);
  const words = `first ${first.toFixed(0)} ms; keystroke p50 ${at(times, 0.5)} p95 ${at(times, 0.95)} max ${at(times, 0.999)} (work p95 ${at(works, 0.95)}); scroll frame p50 ${at(frames, 0.5)} p95 ${at(frames, 0.95)}; blanks ${blanks}; ${list}`;
  document.title = words;
  await fetch(`/result?${encodeURIComponent(words)}`);
}

Object.assign(window, {
  __TAURI_INTERNALS__: {
    metadata: { currentWebview: { label: "main" }, currentWindow: { label: "main" } },
    invoke: async () => 0,
    transformCallback: () => 0,
  },
});
createRoot(document.getElementById("root") as HTMLElement).render(
  <Providers>
    <Page />
  </Providers>,
);
if (query.has("bench")) void bench(performance.now());
else void act();
