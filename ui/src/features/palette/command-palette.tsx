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
  const { connection, commands, findWorkflow, onClose } = props;
  const [query, setQuery] = useState("");
  const [activeId, setActiveId] = useState<string | null>(null);
  const [lastWorkflow, setLastWorkflow] = useState<WorkflowId | null>(null);
  // Tab leads to the actions of a workflow and back.
  const [focused, setFocused] = useState<PaletteWorkflow | null>(null);
  const catalogue = useKinds();
  const now = useNow("minute");
  const request = readQuery(query);
  const isAsked = focused === null && request.scope !== "commands";
  const search = useQuery({
    ...paletteQuery(connection.id, request.text),
    enabled: isAsked && request.text !== "",
  });
  const found = isAsked && request.text !== "" ? (search.data ?? NOTHING) : NOTHING;
  const isEverything = request.scope === "everything";
  const chosen =
    focused ?? (isEverything ? chosenWorkflow(found, lastWorkflow, findWorkflow) : null);

  const groups = (): PaletteGroup[] => {
    if (focused) return [actionGroup(focused, query)];
    const fault = isAsked && search.isError ? [faultGroup(messageOf(search.error))] : [];
    const foundCommands = findCommands(commands, request.text);
    if (request.scope === "commands") return [commandGroup(foundCommands)];
    if (request.scope === "runs") return [...fault, runGroup(found.runs, request.text, now)];
    const isSearch = request.text !== "";
    return [
      ...fault,
      workflowGroup({
        hits: found.workflows.slice(0, SHARE),
        find: findWorkflow,
        catalogue,
        activeId,
        now,
      }),
      ...(chosen ? [actionGroup(chosen)] : []),
      commandGroup(isSearch ? foundCommands.slice(0, SHARE) : foundCommands),
      runGroup(found.runs.slice(0, SHARE), request.text, now),
      blockGroup(found.blocks.slice(0, SHARE), catalogue),
    ].filter((group) => group.items.length > 0);
  };

  const act = (action: WorkflowAction) => {
    if (!chosen || (action === "recording" && !lastFinishedRun(chosen.recent))) return;
    onClose();
    props.onAction(action, chosen);
  };
  const choose = (id: string) => {
    const [kind, ...rest] = id.split(":");
    if (kind === "retry") return void search.refetch();
    if (kind === "action") return act(rest[0] as WorkflowAction);
    onClose();
    if (kind === "command") commands.find((command) => command.id === rest.join(":"))?.perform();
    else if (kind === "run") props.onOpenRun(rest[0] ?? "", titleOfRun(found, rest[0]));
    else props.onOpenWorkflow(rest[0] ?? "");
  };
  return (
    <Palette
      open
      onClose={onClose}
      query={query}
      onQueryChange={setQuery}
      placeholder={focused ? `Actions on ${focused.title}` : "Search or type a command"}
      groups={groups()}
      onChoose={choose}
      onMore={() => {
        setFocused(focused ? null : chosen);
        setQuery("");
      }}
      onActiveChange={(id) => {
        setActiveId(id);
        if (id?.startsWith("workflow:")) setLastWorkflow(id.slice("workflow:".length));
      }}
      loading={isAsked && search.isFetching}
      scope={<Chip>{focused ? "Actions" : SCOPES[request.scope]}</Chip>}
      empty={
        <p className="palette-empty">
          {emptyWords(request.scope, request.text, search.isFetching)}
        </p>
      }
      footer={<Footer isFocused={focused !== null} canFocus={chosen !== null} onAct={act} />}
    />
  );
}

/** The workflow on which the arrow keys stood last, as long as it is among the results; else the first. */
function chosenWorkflow(
  found: PaletteResults,
  last: WorkflowId | null,
  find: (id: WorkflowId) => PaletteWorkflow | undefined,
): PaletteWorkflow | null {
  const hits = found.workflows.slice(0, SHARE);
  const hit = hits.find(({ id }) => id === last) ?? hits[0];
  return (hit && find(hit.id)) ?? null;
}

function titleOfRun(found: PaletteResults, id: RunId | undefined): string {
  return found.runs.find((run) => run.id === id)?.title ?? id ?? "";
}

function emptyWords(scope: PaletteScope, text: string, isFetching: boolean): string {
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
