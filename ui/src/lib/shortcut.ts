import type { Platform } from "@/lib/platform";

/*
 * A shortcut is written as in "mod+shift+enter", "f6", "/", or as a sequence "g w".
 * `mod` is Ctrl on Linux and Windows and ⌘ on macOS.
 */

export interface Stroke {
  key: string;
  mod: boolean;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}

interface PressedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MAC_SIGNS: Record<string, string> = {
  mod: "⌘",
  ctrl: "⌃",
  alt: "⌥",
  shift: "⇧",
  enter: "↩",
  backspace: "⌫",
  delete: "⌦",
  escape: "Esc",
};
const OTHER_WORDS: Record<string, string> = {
  mod: "Ctrl",
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  enter: "Enter",
  backspace: "Backspace",
  delete: "Delete",
  escape: "Esc",
};
const SHARED_WORDS: Record<string, string> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  " ": "Space",
  space: "Space",
  tab: "Tab",
  home: "Home",
  end: "End",
  pageup: "Page Up",
  pagedown: "Page Down",
};
/** What Shift writes over a key of the US layout, so that "shift+." is found when the event says ">". */
const SHIFTED_CODES: Record<string, string> = {
  Period: ".",
  Comma: ",",
  Slash: "/",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Minus: "-",
  Equal: "=",
  Backquote: "`",
};

/** The strokes of a shortcut, in order; more than one for a sequence such as "g w". */
export function parseShortcut(shortcut: string): Stroke[] {
  return shortcut.trim().split(/\s+/).map(parseStroke);
}

function parseStroke(text: string): Stroke {
  // "mod++" is mod and the plus key.
  const parts = text.endsWith("++")
    ? [...text.slice(0, -2).split("+"), "+"]
    : text === "+"
      ? ["+"]
      : text.split("+");
  const key = (parts.at(-1) ?? "").toLowerCase();
  const held = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  return {
    key: key === "space" ? " " : key === "esc" ? "escape" : key,
    mod: held.has("mod"),
    ctrl: held.has("ctrl"),
    alt: held.has("alt"),
    shift: held.has("shift"),
  };
}

/** Whether a key event is this stroke. A lone sign such as "?" or "/" is matched by what it writes, whatever Shift does. */
export function matchesStroke(event: PressedKey, stroke: Stroke, platform: Platform): boolean {
  const isMac = platform === "mac";
  if ((isMac ? event.metaKey : event.ctrlKey) !== (stroke.mod || (!isMac && stroke.ctrl)))
    return false;
  if ((isMac ? event.ctrlKey : event.metaKey) !== (isMac && stroke.ctrl)) return false;
  if (event.altKey !== stroke.alt) return false;
  const written = event.key.toLowerCase();
  if (isSign(stroke.key) && written === stroke.key && !stroke.shift) return true;
  if (event.shiftKey !== stroke.shift) return false;
  return written === stroke.key || keyOfCode(event.code) === stroke.key;
}

/** True for shortcuts that a person types by accident in a text field: no Ctrl, ⌘ or Alt, and not a function key. */
export function isSingleKey(stroke: Stroke): boolean {
  return (
    !(stroke.mod || stroke.ctrl || stroke.alt) &&
    !/^f\d+$/.test(stroke.key) &&
    stroke.key !== "escape"
  );
}

/** The keys as they are shown: "Ctrl+Shift+Enter" or "⇧⌘↩", "G W" for a sequence. */
export function formatShortcut(shortcut: string, platform: Platform): string {
  return parseShortcut(shortcut)
    .map((stroke) => formatStroke(stroke, platform))
    .join(" ");
}

function formatStroke(stroke: Stroke, platform: Platform): string {
  const isMac = platform === "mac";
  const order = isMac
    ? (["ctrl", "alt", "shift", "mod"] as const)
    : (["mod", "ctrl", "alt", "shift"] as const);
  const words = isMac ? MAC_SIGNS : OTHER_WORDS;
  const parts = order.filter((name) => stroke[name]).map((name) => words[name] ?? name);
  const key = words[stroke.key] ?? SHARED_WORDS[stroke.key] ?? capitalised(stroke.key);
  return [...parts, key].join(isMac ? "" : "+");
}

/** As `aria-keyshortcuts` wants it: "Control+K", "Meta+K". */
export function ariaShortcut(shortcut: string, platform: Platform): string {
  const name = (stroke: Stroke) =>
    [
      stroke.mod && (platform === "mac" ? "Meta" : "Control"),
      stroke.ctrl && "Control",
      stroke.alt && "Alt",
      stroke.shift && "Shift",
      stroke.key === " " ? "Space" : capitalised(stroke.key),
    ]
      .filter(Boolean)
      .join("+");
  return parseShortcut(shortcut).map(name).join(" ");
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/.test(key);
}

/** The letter, digit or sign that stands on the key; needed where Alt or Shift make it write something else. */
function keyOfCode(code: string): string | undefined {
  const plain = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  return plain ? plain.toLowerCase() : SHIFTED_CODES[code];
}

function capitalised(key: string): string {
  return key.length === 0 ? key : key.charAt(0).toUpperCase() + key.slice(1);
}
