/* The rows of the palette, by group. Ids say what is chosen: "workflow:wpid_1", "run:wr_1", "action:launch". */
import {
  CircleAlert,
  ExternalLink,
  FastForward,
  Film,
  History,
  Play,
  Workflow,
} from "lucide-react";
import { Highlight } from "@/components/highlight";
import { Icon, type IconType } from "@/components/icon";
import { Kbd } from "@/components/kbd";
import type { PaletteGroup, PaletteItem } from "@/components/palette";
import { StatusGlyph, StatusWord, statusLook } from "@/components/status";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import type { KindCatalogue } from "@/features/blocks/kinds";
import {
  type FoundCommand,
  lastFinishedRun,
  markPlaces,
  type PaletteWorkflow,
} from "@/features/palette/palette-model";
import type { BlockHit, RunRow, WorkflowHit } from "@/ipc/bindings";
import { formatMoment, formatTimeAgo } from "@/lib/format";

export type WorkflowAction = "launch" | "again" | "recording" | "runs" | "skyvern";

export function commandGroup(found: readonly FoundCommand[]): PaletteGroup {
  return {
    heading: "Commands",
    items: found.map(({ command, ranges }) => ({
      id: `command:${command.id}`,
      content: (
        <>
          <Icon icon={command.icon} />
          <span className="truncate">
            <Highlight text={command.title} ranges={ranges} />
          </span>
        </>
      ),
      aux: command.keys && <Kbd keys={command.keys} />,
    })),
  };
}

interface WorkflowGroupOptions {
  hits: readonly WorkflowHit[];
  find: (id: string) => PaletteWorkflow | undefined;
  catalogue: KindCatalogue;
  activeId: string | null;
  now: number;
}

export function workflowGroup(options: WorkflowGroupOptions): PaletteGroup {
  const items = options.hits.flatMap((hit) => {
    const workflow = options.find(hit.id);
    return workflow ? [workflowItem(hit, workflow, options)] : [];
  });
  return { heading: "Workflows", items };
}

function workflowItem(
  hit: WorkflowHit,
  workflow: PaletteWorkflow,
  { catalogue, activeId, now }: WorkflowGroupOptions,
): PaletteItem {
  const id = `workflow:${hit.id}`;
  const kind = workflow.kinds[0];
  const place = hit.place;
  return {
    id,
    content: (
      <>
        {kind === undefined ? (
          <Icon icon={Workflow} />
        ) : (
          <KindGlyph kind={kind} catalogue={catalogue} />
        )}
        <span className="truncate palette-title">
          <Highlight text={workflow.title} ranges={hit.titleRanges} />
        </span>
        <span className="palette-place truncate">
          {place ? (
            <>
              {place.block ? `${place.field} of ${place.block}: ` : `${place.field}: `}
              <Highlight text={place.snippet} ranges={place.ranges} />
            </>
          ) : (
            workflow.folder
          )}
        </span>
      </>
    ),
    aux: (
      <>
        <LastRun workflow={workflow} now={now} />
        {activeId === id && <Kbd keys="enter" />}
      </>
    ),
  };
}

/** Only what needs attention: "Failed 2 h ago", "Running". */
function LastRun({ workflow, now }: { workflow: PaletteWorkflow; now: number }) {
  const last = workflow.recent.at(-1);
  if (!last) return null;
  const { tone, word } = statusLook(last.status);
  if (tone !== "danger" && tone !== "warn" && tone !== "running") return null;
  const words = last.at && tone !== "running" ? `${word} ${formatTimeAgo(last.at, now)}` : word;
  return <StatusWord status={last.status}>{words}</StatusWord>;
}

const ACTIONS: readonly { action: WorkflowAction; title: string; icon: IconType; keys?: string }[] =
  [
    { action: "launch", title: "Run…", icon: Play, keys: "mod+enter" },
    {
      action: "again",
      title: "Run with the last inputs",
      icon: FastForward,
      keys: "mod+shift+enter",
    },
    { action: "recording", title: "Watch the last recording", icon: Film, keys: "mod+l" },
    { action: "runs", title: "Show its runs", icon: History },
    { action: "skyvern", title: "Open in Skyvern", icon: ExternalLink },
  ];

/** What can be done with the chosen workflow; `text` narrows it down. */
export function actionGroup(workflow: PaletteWorkflow, text = ""): PaletteGroup {
  const possible = ACTIONS.filter(
    ({ action, title }) =>
      (action !== "recording" || lastFinishedRun(workflow.recent) !== null) &&
      title.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return {
    heading: `Actions on ${workflow.title}`,
    items: possible.map(({ action, title, icon, keys }) => ({
      id: `action:${action}`,
      content: (
        <>
          <Icon icon={icon} />
          <span className="truncate">{title}</span>
        </>
      ),
      aux: keys && <Kbd keys={keys} />,
    })),
  };
}

export function runGroup(runs: readonly RunRow[], text: string, now: number): PaletteGroup {
  return {
    heading: "Runs",
    items: runs.map((run) => ({
      id: `run:${run.id}`,
      content: (
        <>
          <StatusGlyph status={run.status} size={16} />
          <span className="truncate palette-title">
            <Highlight text={run.title} ranges={markPlaces(run.title, text)} />
          </span>
          <span className="palette-place truncate">
            {runMoment(run, now)}
            <code>{run.id}</code>
          </span>
        </>
      ),
    })),
  };
}

function runMoment(run: RunRow, now: number): string {
  const moment = run.startedAt ?? run.createdAt;
  return moment ? `${formatMoment(moment, now)} · ` : "";
}

export function blockGroup(blocks: readonly BlockHit[], catalogue: KindCatalogue): PaletteGroup {
  return {
    heading: "Blocks",
    items: blocks.map((block) => ({
      id: `block:${block.workflow}:${block.label}`,
      content: (
        <>
          <KindGlyph kind={block.kind} catalogue={catalogue} />
          <code className="truncate palette-title">
            <Highlight text={block.label} ranges={block.ranges} />
          </code>
          <span className="palette-place truncate">in {block.workflowTitle}</span>
        </>
      ),
    })),
  };
}

/** The search failed; choosing the row tries again. */
export function faultGroup(message: string): PaletteGroup {
  return {
    heading: "Search",
    items: [
      {
        id: "retry",
        content: (
          <>
            <Icon icon={CircleAlert} />
            <span className="truncate">{message}</span>
          </>
        ),
        aux: "Try again",
      },
    ],
  };
}
