/* What the typed text asks for, and which commands it finds. */
import type { IconType } from "@/components/icon";
import type { RunId, RunStatus, RunTick, WorkflowId } from "@/ipc/bindings";

/** Something that the window can do. */
export interface PaletteCommand {
  id: string;
  title: string;
  icon: IconType;
  /** As for `useShortcut`; shown at the end of the row. */
  keys?: string | undefined;
  /** Other words under which it is found. */
  words?: string | undefined;
  perform: () => void;
}

/** What the palette shows of a workflow. */
export interface PaletteWorkflow {
  id: WorkflowId;
  title: string;
  /** Title of the folder. */
  folder: string | null;
  kinds: readonly string[];
  /** Oldest first. */
  recent: readonly RunTick[];
}

export type PaletteScope = "everything" | "commands" | "runs";

export interface PaletteRequest {
  scope: PaletteScope;
  /** Without the sign in front. */
  text: string;
}

/** `>` asks for commands only, `#` for runs only. */
export function readQuery(query: string): PaletteRequest {
  const text = query.trimStart();
  if (text.startsWith(">")) return { scope: "commands", text: text.slice(1).trim() };
  if (text.startsWith("#")) return { scope: "runs", text: text.slice(1).trim() };
  return { scope: "everything", text: text.trim() };
}

export interface FoundCommand {
  command: PaletteCommand;
  /** Found places of the title, as [start, length]. */
  ranges: [number, number][];
}

/** The commands in which every typed word begins a word; titles before other words. */
export function findCommands(commands: readonly PaletteCommand[], text: string): FoundCommand[] {
  const wanted = wordsOf(text);
  const found: { inTitle: number; result: FoundCommand }[] = [];
  for (const command of commands) {
    const ranges: [number, number][] = [];
    const isFound = wanted.every((word) => {
      const start = startOf(command.title, word);
      if (start >= 0) ranges.push([start, word.length]);
      return start >= 0 || startOf(command.words ?? "", word) >= 0;
    });
    if (isFound) found.push({ inTitle: ranges.length, result: { command, ranges } });
  }
  return found.sort((a, b) => b.inTitle - a.inTitle).map(({ result }) => result);
}

/** Where a typed text stands in a title, for titles that the backend marked no places in. */
export function markPlaces(title: string, text: string): [number, number][] {
  const letters = Array.from(title.toLowerCase());
  return wordsOf(text).flatMap((word) => {
    const wanted = Array.from(word);
    const start = letters.findIndex((_, at) =>
      wanted.every((letter, i) => letters[at + i] === letter),
    );
    return start < 0 ? [] : [[start, wanted.length] as [number, number]];
  });
}

const FINISHED: ReadonlySet<RunStatus> = new Set([
  "completed",
  "failed",
  "terminated",
  "canceled",
  "timedOut",
]);

/** The newest run that may have left a recording. */
export function lastFinishedRun(recent: readonly RunTick[]): RunId | null {
  return recent.findLast(({ status }) => FINISHED.has(status))?.run ?? null;
}

/** Where `word` begins a word of `text`, or -1. */
function startOf(text: string, word: string): number {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(lower.charAt(at - 1))) return at;
  }
  return -1;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
