/* `{{ references }}` drawn as chips: one thing to the caret, to Backspace and to the mouse. */
import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";

export interface ChipPlace {
  /** What stands between the braces. */
  text: string;
  from: number;
  to: number;
}

/** Where the problems of the text stand. */
export const setBad = StateEffect.define<readonly (readonly [number, number])[]>();
/** Shows a chip as the text that it is, until the caret leaves it. */
export const openChip = StateEffect.define<{ from: number; to: number }>();

const REFERENCE = /\{\{-?((?:(?!\{\{|\}\}).)+?)-?\}\}/g;
const OTHER = /\{%.*?%\}|\{#.*?#\}|\{\{[^{}\n]*/g;

const badRanges = StateField.define<readonly (readonly [number, number])[]>({
  create: () => [],
  update(ranges, transaction) {
    for (const effect of transaction.effects) if (effect.is(setBad)) return effect.value;
    if (!transaction.docChanged || ranges.length === 0) return ranges;
    return ranges.map(([from, to]) => [
      transaction.changes.mapPos(from, 1),
      transaction.changes.mapPos(to, -1),
    ]);
  },
});

const opened = StateField.define<{ from: number; to: number } | null>({
  create: () => null,
  update(range, transaction) {
    for (const effect of transaction.effects) if (effect.is(openChip)) return effect.value;
    if (range === null) return null;
    const { head } = transaction.state.selection.main;
    const from = transaction.changes.mapPos(range.from, -1);
    const to = transaction.changes.mapPos(range.to, 1);
    return head < from || head > to ? null : { from, to };
  },
});

class Chip extends WidgetType {
  readonly text: string;
  readonly isBad: boolean;

  constructor(text: string, isBad: boolean) {
    super();
    this.text = text;
    this.isBad = isBad;
  }

  override eq(other: Chip) {
    return other.text === this.text && other.isBad === this.isBad;
  }

  override toDOM() {
    const chip = document.createElement("span");
    chip.className = "reference-chip";
    chip.textContent = this.text;
    if (this.isBad) chip.dataset.bad = "";
    return chip;
  }

  override ignoreEvent() {
    return false;
  }
}

class Chips {
  drawn: DecorationSet = Decoration.none;
  chips: DecorationSet = Decoration.none;

  constructor(view: EditorView) {
    this.draw(view);
  }

  update(update: ViewUpdate) {
    const isOther =
      update.startState.field(badRanges) !== update.state.field(badRanges) ||
      update.startState.field(opened) !== update.state.field(opened);
    if (isOther || update.docChanged || update.viewportChanged) this.draw(update.view);
  }

  draw(view: EditorView) {
    const chips: Range<Decoration>[] = [];
    const marks: Range<Decoration>[] = [];
    for (const { from, to } of view.visibleRanges) {
      const text = view.state.sliceDoc(from, to);
      const places = chipPlaces(view, text, from);
      for (const place of places) chips.push(chipOf(view, place).range(place.from, place.to));
      marks.push(...marksIn(view, text, from, places));
    }
    this.chips = Decoration.set(chips, true);
    this.drawn = Decoration.set([...chips, ...marks], true);
  }
}

function chipPlaces(view: EditorView, text: string, start: number): ChipPlace[] {
  const open = view.state.field(opened);
  return [...text.matchAll(REFERENCE)].flatMap((match) => {
    const from = start + match.index;
    const inner = match[1]?.trim() ?? "";
    if (inner === "" || open?.from === from) return [];
    return [{ text: inner, from, to: from + match[0].length }];
  });
}

function chipOf(view: EditorView, { text, from, to }: ChipPlace): Decoration {
  const isBad = view.state.field(badRanges).some(([start, end]) => start < to && end > from);
  return Decoration.replace({ widget: new Chip(text, isBad) });
}

/** Tags, references that are being written, and problems in the text between the chips. */
function marksIn(
  view: EditorView,
  text: string,
  start: number,
  chips: readonly ChipPlace[],
): Range<Decoration>[] {
  const isFree = (from: number, to: number) =>
    !chips.some((chip) => chip.from < to && chip.to > from);
  const code = [...text.matchAll(OTHER)].flatMap((match) => {
    const from = start + match.index;
    const to = from + match[0].length;
    return isFree(from, to) ? [CODE.range(from, to)] : [];
  });
  const bad = view.state.field(badRanges).flatMap(([from, to]) => {
    const end = Math.min(to, view.state.doc.length);
    return from < end && isFree(from, end) ? [BAD.range(from, end)] : [];
  });
  return [...code, ...bad];
}

const CODE = Decoration.mark({ class: "template-code" });
const BAD = Decoration.mark({ class: "template-bad" });

const plugin = ViewPlugin.fromClass(Chips, { decorations: (chips) => chips.drawn });

/** The chip whose end or start the caret touches. */
function chipAtCaret(view: EditorView): ChipPlace | null {
  const { from: start, to: end } = view.state.selection.main;
  return chipsOf(view).find(({ from, to }) => from <= end && to >= start) ?? null;
}

function chipsOf(view: EditorView): ChipPlace[] {
  const places: ChipPlace[] = [];
  view.plugin(plugin)?.chips.between(0, view.state.doc.length, (from, to, { spec }) => {
    if (spec.widget instanceof Chip) places.push({ text: spec.widget.text, from, to });
  });
  return places;
}

export interface ChipCalls {
  /** Pressed, or F12 beside it. */
  onPress: (chip: ChipPlace, box: DOMRect, view: EditorView) => void;
  /** What its tooltip says. */
  titleOf: (text: string) => Promise<string>;
}

export function chips(calls: () => ChipCalls): Extension {
  const press = (view: EditorView, chip: ChipPlace | null | undefined) => {
    if (!chip) return false;
    const box = elementAt(view, chip)?.getBoundingClientRect();
    if (box) calls().onPress(chip, box, view);
    return box !== undefined;
  };
  return [
    badRanges,
    opened,
    plugin,
    EditorView.atomicRanges.of((view) => view.plugin(plugin)?.chips ?? Decoration.none),
    keymap.of([{ key: "F12", run: (view) => press(view, chipAtCaret(view)) }]),
    EditorView.domEventHandlers({
      click(event, view) {
        const element = chipElement(event.target);
        if (!element) return false;
        const at = view.posAtDOM(element);
        return press(
          view,
          chipsOf(view).find(({ from, to }) => from <= at && at <= to),
        );
      },
      mouseover(event) {
        const element = chipElement(event.target);
        if (!element || element.title) return false;
        void calls()
          .titleOf(element.textContent ?? "")
          .then((title) => {
            element.title = title;
          });
        return false;
      },
    }),
  ];
}

function chipElement(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".reference-chip") : null;
}

function elementAt(view: EditorView, chip: ChipPlace): HTMLElement | undefined {
  const all = view.contentDOM.querySelectorAll<HTMLElement>(".reference-chip");
  return [...all].find((element) => view.posAtDOM(element) === chip.from) ?? all[0];
}
