// The keys that work on blocks while the canvas or the outline has the focus (DESIGN 7).
import { useEffect, useEffectEvent } from "react";
import { useShortcut } from "@/components/use-shortcut";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { ancestorsOf, innerScopes, listOf } from "@/features/editor/draft/structure";
import { structureIn } from "@/features/editor/draft/use-structure";
import type { BlockCommands } from "@/features/editor/screen/block-commands";
import { useKeyboardLift } from "@/features/editor/screen/use-keyboard-lift";
import { rangeTo } from "@/features/editor/screen/use-pressed-blocks";
import { visibleBlocks } from "@/features/editor/screen/visible-blocks";
import type { Key } from "@/ipc/bindings";

type Press = (event: KeyboardEvent) => unknown;

export function useBlockKeys(commands: BlockCommands) {
  const lifting = useKeyboardLift(commands);
  /** Keys are for blocks while a block, or nothing at all, has the focus. */
  const key = (perform: Press) => (event: KeyboardEvent) => {
    if (!isOnBlocks(event)) return false;
    if (lifting.isOn()) return lifting.press(event.key);
    return perform(event) !== false;
  };
  useWalkingKeys(key);
  useShortcut("space", key(lifting.lift));
  useShortcut(
    "escape",
    key(() => false),
  );
  useEditingKeys(commands, key);
  usePaste(commands);
}

function useWalkingKeys(key: (perform: Press) => (event: KeyboardEvent) => boolean) {
  const draft = useDraft();
  useShortcut(
    ["arrowdown", "j"],
    key(() => step(draft, 1)),
  );
  useShortcut(
    ["arrowup", "k"],
    key(() => step(draft, -1)),
  );
  useShortcut(
    "shift+arrowdown",
    key(() => step(draft, 1, true)),
  );
  useShortcut(
    "shift+arrowup",
    key(() => step(draft, -1, true)),
  );
  useShortcut(
    "arrowright",
    key(() => goInto(draft)),
  );
  useShortcut(
    "arrowleft",
    key(() => goOut(draft)),
  );
  useShortcut(
    "home",
    key(() => goTo(draft, 0)),
  );
  useShortcut(
    "end",
    key(() => goTo(draft, -1)),
  );
  useShortcut(
    "mod+a",
    key(() => draft.select([...draft.read().order])),
  );
}

function useEditingKeys(
  commands: BlockCommands,
  key: (perform: Press) => (event: KeyboardEvent) => boolean,
) {
  const many = (perform: (keys: Key[]) => unknown) =>
    key(() => {
      const keys = commands.chosen();
      return keys.length === 0 ? false : perform(keys);
    });
  useShortcut("enter", many(commands.inspect));
  useShortcut(
    "b",
    key(() => commands.addHere(null)),
  );
  useShortcut(
    "alt+arrowup",
    many((keys) => commands.move(keys, -1)),
  );
  useShortcut(
    "alt+arrowdown",
    many((keys) => commands.move(keys, 1)),
  );
  useShortcut("mod+d", many(commands.duplicate));
  useShortcut(["delete", "backspace"], many(commands.remove));
  useShortcut(
    "mod+g",
    many((keys) => commands.wrap(keys, "forLoop")),
  );
  useShortcut(
    "mod+shift+g",
    many((keys) => commands.wrap(keys, "conditional")),
  );
  useShortcut("mod+/", many(commands.turnOff));
  useShortcut(".", many(commands.fold));
  useShortcut("shift+.", key(commands.foldAll));
  useShortcut(
    "mod+c",
    many((keys) => !hasTextSelection() && void commands.copy(keys)),
  );
  useShortcut(
    "mod+x",
    many((keys) => !hasTextSelection() && commands.cut(keys)),
  );
}

/** A paste is an event of the page: it brings the text along, so that nothing has to be allowed. */
function usePaste(commands: BlockCommands) {
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isOnBlocks(event) || text.trim() === "") return;
    event.preventDefault();
    commands.paste(text);
  });
  /** WebKit pastes outside of text fields only where somebody says so beforehand. */
  const allowPaste = useEffectEvent((event: Event) => {
    if (isOnBlocks(event)) event.preventDefault();
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => onPaste(event);
    const allow = (event: Event) => allowPaste(event);
    document.addEventListener("paste", paste);
    document.addEventListener("beforepaste", allow);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("beforepaste", allow);
    };
  }, []);
}

function isOnBlocks(event: Event): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target === document.body) return true;
  return (
    target.closest("[data-blocks]") !== null &&
    target.closest("button:not([role='treeitem']), input, select, [role='combobox']") === null
  );
}

function hasTextSelection(): boolean {
  return window.getSelection()?.isCollapsed === false;
}

function step(draft: DraftStore, by: 1 | -1, isWidening = false) {
  const { selection, folded } = draft.read();
  const visible = visibleBlocks(structureIn(draft.read()), folded);
  const here = visible.indexOf(selection.at(-1) ?? "");
  const next = visible[here < 0 ? (by > 0 ? 0 : visible.length - 1) : here + by];
  if (next === undefined) return;
  draft.select(isWidening ? rangeTo(draft, selection, next) : [next]);
}

function goTo(draft: DraftStore, index: 0 | -1) {
  const key = visibleBlocks(structureIn(draft.read()), draft.read().folded).at(index);
  if (key !== undefined) draft.select([key]);
}

/** Unfolds first; then the first block inside. */
function goInto(draft: DraftStore) {
  const structure = structureIn(draft.read());
  const node = structure.nodes.get(draft.read().selection.at(-1) ?? "");
  if (!node) return;
  if (draft.read().folded.has(node.key)) return draft.setFolded([node.key], false);
  const first = innerScopes(node).flatMap((scope) => listOf(structure, scope))[0];
  if (first !== undefined) draft.select([first]);
}

function goOut(draft: DraftStore) {
  const last = draft.read().selection.at(-1);
  const around = last === undefined ? [] : ancestorsOf(draft.read().nodes, last);
  const container = around.at(-1);
  if (container) draft.select([container.key]);
}
