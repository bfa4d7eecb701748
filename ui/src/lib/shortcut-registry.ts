import { currentPlatform, type Platform } from "@/lib/platform";
import { isSingleKey, matchesStroke, parseShortcut, type Stroke } from "@/lib/shortcut";

export interface Shortcut {
  /** As in `parseShortcut`; any of them. */
  keys: readonly string[];
  /** The modal surface it belongs to; null for the window. */
  layer: string | null;
  inTextFields?: boolean | undefined;
  /** False: not for me. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that says nothing has taken the key
  perform: (event: KeyboardEvent) => void | boolean;
}

interface Entry {
  shortcut: Shortcut;
  sequences: Stroke[][];
}

/** The second stroke of "g w" has to follow within this time, in milliseconds. */
const SEQUENCE_TIME = 1200;
/** With Ctrl or ⌘ these belong to the text field that has the focus. */
const EDITING_KEYS = new Set([
  "a",
  "c",
  "v",
  "x",
  "z",
  "y",
  "backspace",
  "delete",
  "home",
  "end",
  "enter",
]);
const TEXT_FIELD =
  'input:not([type="checkbox"],[type="radio"],[type="range"],[type="button"]),textarea,select,[contenteditable="true"]';
/** In these, letters choose an entry. */
const TYPE_AHEAD = '[role="menu"],[role="listbox"],[role="combobox"]';

/** All shortcuts of a window, behind one listener. */
class ShortcutRegistry {
  #entries: Entry[] = [];
  #layers: string[] = [];
  #pending: { stroke: Stroke; at: number } | null = null;
  #singleKeys = true;
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Returns the function that takes it out again. */
  add(shortcut: Shortcut): () => void {
    const entry = { shortcut, sequences: shortcut.keys.map(parseShortcut) };
    this.#entries.unshift(entry);
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  openLayer(layer: string): () => void {
    this.#layers.push(layer);
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer);
    };
  }

  /** The setting "Single letters as shortcuts". */
  allowSingleKeys(allowed: boolean) {
    this.#singleKeys = allowed;
  }

  handle(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return;
    const pending = this.#takePending(event.timeStamp);
    const layer = this.#layers.at(-1) ?? null;
    for (const { shortcut, sequences } of this.#entries) {
      if (shortcut.layer !== layer) continue;
      const found = sequences.find((strokes) => this.#completes(strokes, pending, event));
      if (!found || !this.#allows(found, shortcut, event)) continue;
      if (shortcut.perform(event) === false) continue;
      event.preventDefault();
      return;
    }
    this.#begin(event, layer);
  }

  #completes(strokes: Stroke[], pending: Stroke | null, event: KeyboardEvent): boolean {
    const [first, second] = strokes;
    if (!first) return false;
    if (!second) return matchesStroke(event, first, this.#platform);
    return pending?.key === first.key && matchesStroke(event, second, this.#platform);
  }

  #allows(strokes: Stroke[], shortcut: Shortcut, event: KeyboardEvent): boolean {
    const last = strokes.at(-1);
    if (!last) return false;
    const target = event.target instanceof Element ? event.target : null;
    if (isSingleKey(last)) {
      const mayType = last.key.length === 1 && last.key !== " ";
      if (mayType && (!this.#singleKeys || target?.closest(TYPE_AHEAD))) return false;
      return shortcut.inTextFields === true || !target?.closest(TEXT_FIELD);
    }
    if (shortcut.inTextFields !== undefined)
      return shortcut.inTextFields || !target?.closest(TEXT_FIELD);
    return !(EDITING_KEYS.has(last.key) && target?.closest(TEXT_FIELD));
  }

  /** Remembers the first stroke of a sequence. */
  #begin(event: KeyboardEvent, layer: string | null) {
    for (const { shortcut, sequences } of this.#entries) {
      if (shortcut.layer !== layer) continue;
      const found = sequences.find(
        ([first, second]) => first && second && matchesStroke(event, first, this.#platform),
      );
      const first = found?.[0];
      if (!first || !this.#allows([first], shortcut, event)) continue;
      this.#pending = { stroke: first, at: event.timeStamp };
      return;
    }
  }

  #takePending(now: number): Stroke | null {
    const pending = this.#pending;
    this.#pending = null;
    return pending && now - pending.at <= SEQUENCE_TIME ? pending.stroke : null;
  }
}

/** The shortcuts of this window. */
export const shortcuts = new ShortcutRegistry(currentPlatform());

if (typeof window !== "undefined") {
  window.addEventListener("keydown", (event) => shortcuts.handle(event));
}

function isModifier(key: string): boolean {
  return key === "Control" || key === "Shift" || key === "Alt" || key === "Meta";
}
