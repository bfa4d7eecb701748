/** Which rows are chosen, where the focus is, and from where Shift extends. Ids are those of rows. */
export interface GridSelection {
  selected: ReadonlySet<string>;
  focused: string | null;
  anchor: string | null;
}

export type SelectMode = "only" | "toggle" | "extend" | "focus";

export const EMPTY_SELECTION: GridSelection = { selected: new Set(), focused: null, anchor: null };

/** The mode of a press with these keys held: Ctrl or ⌘ adds or removes one, Shift extends. */
export function modeOf(event: {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}): SelectMode {
  if (event.shiftKey) return "extend";
  return event.ctrlKey || event.metaKey ? "toggle" : "only";
}

/** The selection after `id` was pressed or reached by a key. `order` is that of the screen. */
export function choose(
  before: GridSelection,
  order: readonly string[],
  id: string,
  mode: SelectMode,
): GridSelection {
  switch (mode) {
    case "focus":
      return { ...before, focused: id };
    case "only":
      return { selected: new Set([id]), focused: id, anchor: id };
    case "toggle": {
      const selected = new Set(before.selected);
      if (!selected.delete(id)) selected.add(id);
      return { selected, focused: id, anchor: id };
    }
    case "extend": {
      const anchor = before.anchor ?? before.focused ?? id;
      const from = order.indexOf(anchor);
      const to = order.indexOf(id);
      if (from < 0 || to < 0) return choose(before, order, id, "only");
      const span = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      return { selected: new Set(span), focused: id, anchor };
    }
  }
}

export function chooseAll(before: GridSelection, order: readonly string[]): GridSelection {
  return { ...before, selected: new Set(order) };
}

/** Leaves out what is no longer in the list; the same object when nothing changes. */
export function withoutGone(before: GridSelection, present: ReadonlySet<string>): GridSelection {
  const isHere = (id: string | null) => id === null || present.has(id);
  const kept = [...before.selected].filter((id) => present.has(id));
  if (kept.length === before.selected.size && isHere(before.focused) && isHere(before.anchor))
    return before;
  return {
    selected: new Set(kept),
    focused: isHere(before.focused) ? before.focused : null,
    anchor: isHere(before.anchor) ? before.anchor : null,
  };
}
