/* The list of references after `{{` and on Ctrl+Space. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { matchedRanges, matchingNames } from "@/features/editor/inputs/template/reference-order";
import type { ReferenceName } from "@/ipc/bindings";

/** More are found by typing. */
const MOST_SHOWN = 60;

export function referenceCompletion(names: () => Promise<readonly ReferenceName[]>): Extension {
  return autocompletion({
    override: [(context) => completeReference(context, names)],
    icons: false,
    interactionDelay: 0,
    maxRenderedOptions: MOST_SHOWN,
    tooltipClass: () => "reference-list",
  });
}

/** The list for the place of the caret. Exported for its test. */
export async function completeReference(
  context: CompletionContext,
  names: () => Promise<readonly ReferenceName[]>,
): Promise<CompletionResult | null> {
  const isInside = context.matchBefore(/\{\{[^{}]*/) !== null;
  if (!isInside && !context.explicit) return null;
  const word = isInside ? context.matchBefore(/[\w.]*/) : null;
  const from = word?.from ?? context.pos;
  const typed = word?.text ?? "";
  const found = matchingNames(await names(), typed).slice(0, MOST_SHOWN);
  if (found.length === 0) return null;
  return {
    from,
    filter: false,
    options: found.map(optionOf),
    getMatch: (completion) => matchedRanges(completion.label, typed),
  };
}

function optionOf(name: ReferenceName): Completion {
  return {
    label: name.path,
    detail: name.origin,
    apply: insertReference,
    info: () => infoOf(name),
  };
}

function infoOf(name: ReferenceName): HTMLElement {
  const info = document.createElement("div");
  const detail = info.appendChild(document.createElement("div"));
  detail.textContent = name.detail;
  if (name.preview !== null) {
    const preview = info.appendChild(document.createElement("div"));
    preview.className = "mono";
    preview.textContent = name.preview;
  }
  return info;
}

/** Writes the whole reference, or only the name where it stands in a longer expression. */
function insertReference(view: EditorView, completion: Completion, from: number, to: number) {
  const { doc } = view.state;
  const line = doc.lineAt(from);
  const before = line.text.slice(0, from - line.from);
  const after = line.text.slice(to - line.from);
  const open = /\{\{-?\s*$/.exec(before);
  const isInExpression = !open && /\{\{[^{}]*$/.test(before);
  const close = open ? (/^\s*-?\}\}/.exec(after)?.[0] ?? "") : "";
  const start = open ? line.from + open.index : from;
  const insert = isInExpression ? completion.label : `{{ ${completion.label} }}`;
  view.dispatch({
    changes: { from: start, to: to + close.length, insert },
    selection: { anchor: start + insert.length },
    scrollIntoView: true,
    userEvent: "input.complete",
    annotations: pickedCompletion.of(completion),
  });
}
