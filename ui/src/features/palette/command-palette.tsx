import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Chip } from "@/components/chip";
import { Kbd } from "@/components/kbd";
import { Palette, type PaletteGroup } from "@/components/palette";
import { useNow } from "@/components/use-now";
import { useShortcut } from "@/components/use-shortcut";
import { useKinds } from "@/features/blocks/kinds";
import {
  actionGroup,
  blockGroup,
  commandGroup,
  faultGroup,
  runGroup,
  type WorkflowAction,
  workflowGroup,
} from "@/features/palette/palette-groups";
import {
  findCommands,
  lastFinishedRun,
  type PaletteCommand,
  type PaletteRequest,
  type PaletteScope,
  type PaletteWorkflow,
  readQuery,
} from "@/features/palette/palette-model";
import { paletteQuery } from "@/features/palette/queries";
import type { ConnectionView, PaletteResults, RunId, WorkflowId } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import "./command-palette.css";

export interface CommandPaletteProps {
  connection: ConnectionView;
  commands: readonly PaletteCommand[];
  /** What is known of a workflow by its id. */
  findWorkflow: (id: WorkflowId) => PaletteWorkflow | undefined;
  onClose: () => void;
  onOpenWorkflow: (id: WorkflowId) => void;
  onOpenRun: (run: RunId, title: string) => void;
  onAction: (action: WorkflowAction, workflow: PaletteWorkflow) => void;
}

const NOTHING: PaletteResults = { workflows: [], runs: [], blocks: [] };
const SCOPES: Record<PaletteScope, string> = {
  everything: "Everything",
  commands: "Commands",
  runs: "Runs",
};
/** Rows of a group while everything is searched. */
const SHARE = 6;

/** Ctrl+K: finds workflows, runs, blocks and commands, and does what is chosen. It is mounted only while it is open. */
export function CommandPalette(props: CommandPaletteProps) {
  const { commands, onClose } = props;
  const [query, setQuery] = useState("");
  const [activeId, setActiveId] = useState<string | null>(null);
  const [lastWorkflow, setLastWorkflow] = useState<WorkflowId | null>(null);
  // Tab leads to the actions of a workflow and back.
  const [focused, setFocused] = useState<PaletteWorkflow | null>(null);
  const request = readQuery(query);
  const search = useSearch(props.connection, request, focused === null);
  const chosen = focused ?? chosenWorkflow(request, search.found, lastWorkflow, props.findWorkflow);
  const groups = useGroups(props, { request, query, search, focused, chosen, activeId });

  const act = (action: WorkflowAction) => {
    if (!chosen || (action === "recording" && !lastFinishedRun(chosen.recent))) return;
    onClose();
    props.onAction(action, chosen);
  };
  const choose = (id: string) => {
    const [kind, ...rest] = id.split(":");
    if (kind === "retry") return search.retry();
    if (kind === "action") return act(rest[0] as WorkflowAction);
    onClose();
    if (kind === "command") commands.find((command) => command.id === rest.join(":"))?.perform();
    else if (kind === "run") props.onOpenRun(rest[0] ?? "", titleOfRun(search.found, rest[0]));
    else props.onOpenWorkflow(rest[0] ?? "");
  };
  return (
    <Palette
      open
      onClose={onClose}
      query={query}
      onQueryChange={setQuery}
      placeholder={focused ? `Actions on ${focused.title}` : "Search or type a command"}
      groups={groups}
      onChoose={choose}
      onMore={() => {
        setFocused(focused ? null : chosen);
        setQuery("");
      }}
      onActiveChange={(id) => {
        setActiveId(id);
        if (id?.startsWith("workflow:")) setLastWorkflow(id.slice("workflow:".length));
      }}
      loading={search.isFetching}
      scope={<Chip>{focused ? "Actions" : SCOPES[request.scope]}</Chip>}
      empty={<p className="palette-empty">{emptyWords(request, search.isFetching)}</p>}
      footer={<Footer isFocused={focused !== null} canFocus={chosen !== null} onAct={act} />}
    />
  );
}

/** What the backend finds; nothing while only commands or actions are wanted. */
function useSearch(connection: ConnectionView, { scope, text }: PaletteRequest, isWanted: boolean) {
  const isAsked = isWanted && scope !== "commands" && text !== "";
  const search = useQuery({ ...paletteQuery(connection.id, text), enabled: isAsked });
  return {
    found: isAsked ? (search.data ?? NOTHING) : NOTHING,
    isFetching: isAsked && search.isFetching,
    fault: isAsked ? search.error : null,
    retry: () => void search.refetch(),
  };
}

interface Shown {
  request: PaletteRequest;
  query: string;
  search: ReturnType<typeof useSearch>;
  focused: PaletteWorkflow | null;
  chosen: PaletteWorkflow | null;
  activeId: string | null;
}

function useGroups({ commands, findWorkflow }: CommandPaletteProps, shown: Shown): PaletteGroup[] {
  const catalogue = useKinds();
  const now = useNow("minute");
  const { request, search, focused, chosen, activeId } = shown;
  const { found } = search;
  if (focused) return [actionGroup(focused, shown.query)];
  const fault = search.fault ? [faultGroup(messageOf(search.fault))] : [];
  const foundCommands = findCommands(commands, request.text);
  if (request.scope === "commands") return [commandGroup(foundCommands)];
  if (request.scope === "runs") return [...fault, runGroup(found.runs, request.text, now)];
  const hits = found.workflows.slice(0, SHARE);
  return [
    ...fault,
    workflowGroup({ hits, find: findWorkflow, catalogue, activeId, now }),
    ...(chosen ? [actionGroup(chosen)] : []),
    commandGroup(request.text === "" ? foundCommands : foundCommands.slice(0, SHARE)),
    runGroup(found.runs.slice(0, SHARE), request.text, now),
    blockGroup(found.blocks.slice(0, SHARE), catalogue),
  ].filter((group) => group.items.length > 0);
}

/** The workflow on which the arrow keys stood last, as long as it is among the results; else the first. */
function chosenWorkflow(
  { scope }: PaletteRequest,
  found: PaletteResults,
  last: WorkflowId | null,
  find: (id: WorkflowId) => PaletteWorkflow | undefined,
): PaletteWorkflow | null {
  if (scope !== "everything") return null;
  const hits = found.workflows.slice(0, SHARE);
  const hit = hits.find(({ id }) => id === last) ?? hits[0];
  return (hit && find(hit.id)) ?? null;
}

function titleOfRun(found: PaletteResults, id: RunId | undefined): string {
  return found.runs.find((run) => run.id === id)?.title ?? id ?? "";
}

function emptyWords({ scope, text }: PaletteRequest, isFetching: boolean): string {
  if (isFetching) return "Searching…";
  if (text === "" && scope === "runs") return "Type a title, a run id or a reason";
  return "No match";
}

interface FooterProps {
  isFocused: boolean;
  canFocus: boolean;
  onAct: (action: WorkflowAction) => void;
}

/** The keys, and those of them that are not the list's own. */
function Footer({ isFocused, canFocus, onAct }: FooterProps) {
  useShortcut("mod+enter", () => onAct("launch"), { inTextFields: true });
  useShortcut("mod+shift+enter", () => onAct("again"), { inTextFields: true });
  useShortcut("mod+l", () => onAct("recording"), { inTextFields: true });
  return (
    <>
      <span>
        <Kbd keys="arrowup" /> <Kbd keys="arrowdown" /> Move
      </span>
      <span>
        <Kbd keys="enter" /> Open
      </span>
      {(canFocus || isFocused) && (
        <span>
          <Kbd keys="tab" /> {isFocused ? "Back" : "Actions"}
        </span>
      )}
      <span className="palette-foot-end">
        <Kbd keys=">" /> Commands only
      </span>
      <span>
        <Kbd keys="#" /> Runs only
      </span>
    </>
  );
}
