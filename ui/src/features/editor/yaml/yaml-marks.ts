// What the pane knows of the places in its text: blocks, problems, the line that cannot be read. All of it moves along
// while somebody types, until the backend tells it anew.

import type { Text } from "@codemirror/state";
import {
  type ChangeDesc,
  type Extension,
  RangeSet,
  StateEffect,
  StateField,
} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  hoverTooltip,
  layer,
  RectangleMarker,
} from "@codemirror/view";
import type { Key, Problem, TextRange, YamlView } from "@/ipc/bindings";

export interface BlockSpan {
  key: Key;
  /** From the start of its first line to the end of its last one. */
  from: number;
  to: number;
}

interface ProblemSpan {
  from: number;
  to: number;
  severity: Problem["severity"];
  message: string;
}

export interface YamlMarks {
  blocks: readonly BlockSpan[];
  problems: readonly ProblemSpan[];
  /** A place in the line that cannot be read. */
  fault: number | null;
  selected: Key | null;
}

const NONE: YamlMarks = { blocks: [], problems: [], fault: null, selected: null };

/** Sets some of the marks; the others stay. */
export const setMarks = StateEffect.define<Partial<YamlMarks>>();

export const marksField = StateField.define<YamlMarks>({
  create: () => NONE,
  update(marks, transaction) {
    let next = transaction.docChanged ? moved(marks, transaction.changes) : marks;
    for (const effect of transaction.effects)
      if (effect.is(setMarks)) next = { ...next, ...effect.value };
    return next;
  },
});

/** Where the blocks and problems of a view stand in its text. */
export function marksOf(
  doc: Text,
  view: YamlView,
  problems: readonly Problem[],
): Partial<YamlMarks> {
  const isTold = view.problems.length === problems.length;
  const spans = view.problems.flatMap((range, index) => {
    const problem = problems[index];
    if (!isTold || !range || !problem) return [];
    const { severity, message } = problem;
    return [{ ...spanOfRange(doc, range), severity, message }];
  });
  return {
    blocks: view.blocks.map(([key, first, after]) => ({
      key,
      from: lineAt(doc, first).from,
      to: lineAt(doc, Math.max(first, after - 1)).to,
    })),
    problems: spans.sort((one, other) => one.from - other.from || one.to - other.to),
    fault: null,
  };
}

/** The blocks around a place, outermost first. */
export function blocksAt(marks: YamlMarks, place: number): BlockSpan[] {
  return marks.blocks
    .filter(({ from, to }) => from <= place && place <= to)
    .sort((one, other) => one.from - other.from || other.to - one.to);
}

/** A place in a line, both counted from 1. */
export function placeOf(doc: Text, line: number, column: number): number {
  const { from, to } = lineAt(doc, line);
  return Math.min(to, from + Math.max(0, column - 1));
}

export const yamlMarks: Extension = [
  marksField,
  EditorView.decorations.compute([marksField], (state) => underlines(state.field(marksField))),
  gutterLineClass.compute([marksField], (state) =>
    lineNumberMarks(state.field(marksField), state.doc),
  ),
  layer({
    above: false,
    class: "yaml-stretches",
    update: (update) =>
      update.docChanged ||
      update.geometryChanged ||
      update.startState.field(marksField) !== update.state.field(marksField),
    markers: stretches,
  }),
  hoverTooltip((view, place) => {
    const problem = view.state
      .field(marksField)
      .problems.find(({ from, to }) => from <= place && place <= to);
    if (!problem) return null;
    return { pos: problem.from, end: problem.to, create: () => ({ dom: note(problem.message) }) };
  }),
];

function moved(marks: YamlMarks, changes: ChangeDesc): YamlMarks {
  const along = <Span extends { from: number; to: number }>(span: Span): Span => {
    const from = changes.mapPos(span.from, -1);
    return { ...span, from, to: Math.max(from, changes.mapPos(span.to, 1)) };
  };
  return {
    ...marks,
    blocks: marks.blocks.map(along),
    problems: marks.problems.map(along),
    fault: marks.fault === null ? null : changes.mapPos(marks.fault),
  };
}

const UNDERLINES = {
  error: Decoration.mark({ class: "yaml-problem", attributes: { "data-severity": "error" } }),
  warning: Decoration.mark({ class: "yaml-problem", attributes: { "data-severity": "warning" } }),
  hint: Decoration.mark({ class: "yaml-problem", attributes: { "data-severity": "hint" } }),
};

function underlines({ problems }: YamlMarks): DecorationSet {
  const drawn = problems.filter(({ from, to }) => from < to);
  return Decoration.set(
    drawn.map(({ from, to, severity }) => UNDERLINES[severity].range(from, to)),
    true,
  );
}

class NumberMark extends GutterMarker {
  override readonly elementClass: string;

  constructor(name: string) {
    super();
    this.elementClass = name;
  }
}

const NUMBERS = {
  error: new NumberMark("yaml-number-error"),
  warning: new NumberMark("yaml-number-warning"),
};

function lineNumberMarks({ problems, fault }: YamlMarks, doc: Text): RangeSet<GutterMarker> {
  const worst = new Map<number, "error" | "warning">();
  if (fault !== null) worst.set(doc.lineAt(Math.min(fault, doc.length)).from, "error");
  for (const { from, severity } of problems) {
    if (severity === "hint") continue;
    const start = doc.lineAt(Math.min(from, doc.length)).from;
    if (worst.get(start) !== "error") worst.set(start, severity);
  }
  return RangeSet.of(
    Array.from(worst, ([start, severity]) => NUMBERS[severity].range(start)),
    true,
  );
}

/** One rectangle for the selected block and one for the faulty line, however long they are. */
function stretches(view: EditorView): RectangleMarker[] {
  const { blocks, selected, fault } = view.state.field(marksField);
  const block = blocks.find(({ key }) => key === selected);
  const drawn: RectangleMarker[] = [];
  if (block) drawn.push(stretch(view, "yaml-selected", block.from, block.to));
  if (fault !== null) drawn.push(stretch(view, "yaml-fault", fault, fault));
  return drawn;
}

function stretch(view: EditorView, name: string, from: number, to: number): RectangleMarker {
  const last = view.state.doc.length;
  const top = view.lineBlockAt(Math.min(from, last)).top;
  const bottom = view.lineBlockAt(Math.min(to, last)).bottom;
  const width = Math.max(view.scrollDOM.clientWidth, view.contentDOM.offsetWidth);
  return new RectangleMarker(name, 0, top + view.documentPadding.top, width, bottom - top);
}

function spanOfRange(doc: Text, range: TextRange): { from: number; to: number } {
  const from = placeOf(doc, range.startLine, range.startColumn);
  return { from, to: Math.max(from, placeOf(doc, range.endLine, range.endColumn)) };
}

function lineAt(doc: Text, line: number) {
  return doc.line(Math.min(doc.lines, Math.max(1, line)));
}

/** Names stand in backticks. */
function note(message: string): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "yaml-note";
  message.split("`").forEach((part, index) => {
    const isCode = index % 2 === 1;
    dom.append(
      isCode ? Object.assign(document.createElement("code"), { textContent: part }) : part,
    );
  });
  return dom;
}
