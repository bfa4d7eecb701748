import { type MouseEvent, type PointerEvent, useMemo } from "react";
import { useAnnounce } from "@/components/live-region";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { outermost } from "@/features/editor/draft/structure";
import { structureIn } from "@/features/editor/draft/use-structure";
import { useDrag } from "@/features/editor/drag/drag-context";
import { dropEdit, isHome, type Lifted } from "@/features/editor/drag/drag-store";
import { dropWords, nameOfBlocks } from "@/features/editor/drag/drag-words";
import { beginPointerDrag } from "@/features/editor/drag/pointer-drag";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import { visibleBlocks } from "@/features/editor/screen/visible-blocks";
import type { Gap, Key } from "@/ipc/bindings";

/** The block that an element of the canvas or the outline belongs to. */
export function keyOfElement(target: EventTarget | null): Key | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>("[data-key]")?.dataset.key ?? null;
}

/** Choosing and dragging blocks by pointer, the same on the canvas and in the outline. */
export function usePressedBlocks() {
  const draft = useDraft();
  const dropping = useDropping();
  const { commands } = useEditorUi();
  return useMemo(
    () => ({
      onPointerDown: (event: PointerEvent) => {
        const key = keyOfElement(event.target);
        if (key === null || isControl(event.target)) return;
        const card = (event.target as Element).closest<HTMLElement>("[data-key]");
        if (card) dropping.begin(event, card, () => liftedBlocks(draft, key));
      },
      onClick: (event: MouseEvent) => {
        const key = keyOfElement(event.target);
        if (key === null) {
          if (!isControl(event.target)) draft.select([]);
        } else if (!isControl(event.target)) draft.select(chosenBy(draft, key, event));
      },
      onDoubleClick: (event: MouseEvent) => {
        if (keyOfElement(event.target) !== null && !isControl(event.target)) commands.inspect();
      },
      /** The menu is for the whole selection if it was opened on a part of it. */
      chooseForMenu: (key: Key) => {
        if (!draft.read().selection.includes(key)) draft.select([key]);
      },
    }),
    [draft, dropping, commands],
  );
}

/** Begins drags whose drop is carried out as an edit. */
export function useDropping() {
  const draft = useDraft();
  const drag = useDrag();
  const announce = useAnnounce();
  const { commands } = useEditorUi();
  return useMemo(() => {
    const onDrop = (gap: Gap | null) => {
      const state = drag.read();
      const structure = structureIn(draft.read());
      if (!gap || isHome(structure, state, gap) || drag.verdictOf(gap)?.refused) {
        const refused = gap && drag.verdictOf(gap)?.refused;
        if (refused) announce(refused);
        return null;
      }
      const edit = dropEdit(structure, state, gap);
      if (!edit) return null;
      const words = dropWords(structure, gap, state);
      return commands.edit(edit).then((change) => {
        if (change) announce(words);
      });
    };
    const onCancel = () => announce("Cancelled");
    return {
      begin: (event: PointerEvent, card: HTMLElement, lifted: () => Lifted | null) =>
        beginPointerDrag(event.nativeEvent, { drag, card, lifted, onDrop, onCancel }),
    };
  }, [draft, drag, announce, commands]);
}

/** All chosen blocks if the pressed one is among them, else that one. */
function liftedBlocks(draft: DraftStore, key: Key): Lifted {
  const structure = structureIn(draft.read());
  const { selection } = draft.read();
  const keys = selection.includes(key) ? outermost(structure, selection) : [key];
  return { type: "blocks", keys, name: nameOfBlocks(structure, keys) };
}

function chosenBy(draft: DraftStore, key: Key, event: MouseEvent): readonly Key[] {
  const { selection } = draft.read();
  if (event.ctrlKey || event.metaKey)
    return selection.includes(key)
      ? selection.filter((other) => other !== key)
      : [...selection, key];
  if (!event.shiftKey) return [key];
  return rangeTo(draft, selection, key);
}

/** From the first of the chosen blocks to this one, as they are seen. */
export function rangeTo(draft: DraftStore, selection: readonly Key[], key: Key): readonly Key[] {
  const visible = visibleBlocks(structureIn(draft.read()), draft.read().folded);
  const start = visible.indexOf(selection[0] ?? key);
  const end = visible.indexOf(key);
  if (start < 0 || end < 0) return [key];
  return start <= end ? visible.slice(start, end + 1) : visible.slice(end, start + 1).toReversed();
}

/** What has a press of its own. */
function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("button, input, select, textarea, a, [role='combobox']") !== null
  );
}
