import {
  codeFolding,
  foldEffect,
  foldedRanges,
  foldKeymap,
  foldService,
  unfoldEffect,
} from "@codemirror/language";
import type { EditorState, Extension, StateEffect } from "@codemirror/state";
import { type BlockInfo, type EditorView, GutterMarker, gutter, keymap } from "@codemirror/view";
import { firstFolds, foldAt, type Lines, type YamlFold } from "@/features/editor/yaml/yaml-folds";

interface FoldSpan {
  from: number;
  to: number;
}

/** Folding by indentation: a gutter with an arrow beside what can be folded, and words in the place of what is. */
export const yamlFolding: Extension = [
  foldService.of((state, start) => {
    const line = state.doc.lineAt(start).number;
    const fold = foldAt(linesOf(state), line);
    return fold && spanOf(state, fold);
  }),
  codeFolding({
    preparePlaceholder: (state, { from }) =>
      foldAt(linesOf(state), state.doc.lineAt(from).number)?.words ?? "…",
    placeholderDOM: (_, onClick, words: string) => placeholder(words, onClick),
  }),
  gutter({
    class: "yaml-fold-gutter",
    lineMarker: (view, line) => markerFor(view, line),
    lineMarkerChange: (update) =>
      update.docChanged || foldedRanges(update.startState) !== foldedRanges(update.state),
    domEventHandlers: {
      click: (view, line) => toggle(view, line),
    },
  }),
  keymap.of(foldKeymap),
];

/** What to do when a text is opened: long lists and maps are folded. */
export function firstFoldEffects(state: EditorState): StateEffect<FoldSpan>[] {
  return firstFolds(linesOf(state)).map((fold) => foldEffect.of(spanOf(state, fold)));
}

/** Opens what hides a place. */
export function unfoldEffectsAt(state: EditorState, place: number): StateEffect<FoldSpan>[] {
  const effects: StateEffect<FoldSpan>[] = [];
  foldedRanges(state).between(place, place, (from, to) => {
    if (from < place && place <= to) effects.push(unfoldEffect.of({ from, to }));
  });
  return effects;
}

export function linesOf(state: EditorState): Lines {
  return { count: state.doc.lines, text: (line) => state.doc.line(line).text };
}

function spanOf(state: EditorState, { line, end }: YamlFold): FoldSpan {
  return { from: state.doc.line(line).to, to: state.doc.line(end).to };
}

function placeholder(words: string, onClick: (event: Event) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.className = "yaml-fold";
  button.textContent = words;
  button.setAttribute("aria-label", `${words}, folded. Unfold`);
  button.onclick = onClick;
  return button;
}

class Arrow extends GutterMarker {
  readonly isOpen: boolean;

  constructor(isOpen: boolean) {
    super();
    this.isOpen = isOpen;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof Arrow && other.isOpen === this.isOpen;
  }

  override toDOM(): Node {
    const arrow = document.createElement("span");
    arrow.className = "yaml-fold-arrow";
    arrow.dataset.open = String(this.isOpen);
    arrow.title = this.isOpen ? "Fold" : "Unfold";
    return arrow;
  }
}

const OPEN = new Arrow(true);
const FOLDED = new Arrow(false);

/** Looks at the next line only: where a long value ends is found when it is folded. */
function markerFor({ state }: EditorView, block: BlockInfo): GutterMarker | null {
  const line = state.doc.lineAt(block.from);
  if (foldOn(state, line.from, line.to)) return FOLDED;
  if (!/:\s*(?:[|>][-+0-9]*)?\s*$/.test(line.text) || line.number === state.doc.lines) return null;
  const next = state.doc.line(line.number + 1).text;
  const isInside = next.search(/\S/) > line.text.search(/\S/) || /^\s*- /.test(next);
  return isInside ? OPEN : null;
}

function toggle(view: EditorView, block: BlockInfo): boolean {
  const { state } = view;
  const line = state.doc.lineAt(block.from);
  const folded = foldOn(state, line.from, line.to);
  const fold = folded ? null : foldAt(linesOf(state), line.number);
  if (folded) view.dispatch({ effects: unfoldEffect.of(folded) });
  else if (fold) view.dispatch({ effects: foldEffect.of(spanOf(state, fold)) });
  return folded !== null || fold !== null;
}

function foldOn(state: EditorState, from: number, to: number): FoldSpan | null {
  let found: FoldSpan | null = null;
  foldedRanges(state).between(from, to, (start, end) => {
    if (start >= from) found = { from: start, to: end };
  });
  return found;
}
