import { completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder, tooltips } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { languageSupport } from "@/components/code-languages";
import { codeTheme } from "@/components/code-theme";
import type { ControlLinks } from "@/components/field";
import { useLatest } from "@/components/use-latest";
import {
  type ChipCalls,
  type ChipPlace,
  chips,
  openChip,
  setBad,
} from "@/features/editor/inputs/template/chips";
import { referenceCompletion } from "@/features/editor/inputs/template/completion";
import { templateTheme } from "@/features/editor/inputs/template/template-theme";
import type { ReferenceName } from "@/ipc/bindings";
import { Echoes } from "@/lib/echoes";

export type TemplateMode = "line" | "text" | "json" | "python";

export interface TemplateEditorProps {
  text: string;
  mode: TemplateMode;
  onChange: (text: string) => void;
  onLeave: () => void;
  label?: string | undefined;
  links: ControlLinks;
  placeholder?: string | undefined;
  names: () => Promise<readonly ReferenceName[]>;
  /** Where problems stand; null while they speak of an older text. */
  bad: readonly (readonly [number, number])[] | null;
  onChip: (chip: ChipPlace, box: DOMRect, tools: ChipTools) => void;
  chipTitle: ChipCalls["titleOf"];
}

/** What can be done with a pressed chip. */
export interface ChipTools {
  /** Shows it as text, with the caret in it. */
  open: () => void;
  remove: () => void;
  focus: () => void;
}

/** Marks changes that come from outside, so that they are not reported as typed. */
const FromOutside = Annotation.define<boolean>();

/** Text with references. Loaded when it is first shown; use it through `TemplateInput`. */
export default function TemplateEditor(props: TemplateEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const attributes = useRef(new Compartment());
  const latest = useLatest(props);
  const [echoes] = useState(() => new Echoes());

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          extensionsOf(latest),
          attributes.current.of(attributesOf(latest.current)),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            if (update.transactions.some((each) => each.annotation(FromOutside))) return;
            const text = update.state.doc.toString();
            echoes.sent(text);
            latest.current.onChange(text);
          }),
        ],
      }),
    });
    editor.dom.dataset.mode = latest.current.mode;
    view.current = editor;
    return () => editor.destroy();
  }, [latest, echoes]);

  useEffect(() => {
    if (echoes.take(props.text)) return;
    if (!view.current || view.current.state.doc.toString() === props.text) return;
    replaceText(view.current, props.text);
  }, [props.text, echoes]);

  useEffect(() => {
    const length = view.current?.state.doc.length ?? 0;
    if (props.bad === null) return;
    const inside = props.bad.filter(([from, to]) => from <= to && to <= length);
    view.current?.dispatch({ effects: setBad.of(inside) });
  }, [props.bad]);

  const look = JSON.stringify([props.label, props.links, props.placeholder]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` says when the attributes differ
  useEffect(() => {
    const effects = attributes.current.reconfigure(attributesOf(latest.current));
    view.current?.dispatch({ effects });
  }, [look]);

  return <div ref={host} className="template-editor" data-mode={props.mode} />;
}

/** Changes only what differs, so that the caret stays. */
function replaceText(view: EditorView, text: string) {
  const before = view.state.doc.toString();
  const most = Math.min(before.length, text.length);
  let from = 0;
  while (from < most && before[from] === text[from]) from++;
  let tail = 0;
  while (tail < most - from && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
  view.dispatch({
    changes: { from, to: before.length - tail, insert: text.slice(from, text.length - tail) },
    annotations: FromOutside.of(true),
  });
}

function extensionsOf(latest: { readonly current: TemplateEditorProps }): Extension[] {
  const { mode } = latest.current;
  return [
    mode === "python" ? pythonLook : mode === "json" ? [languageSupport("json"), codeTheme] : [],
    templateTheme,
    mode === "python" ? [] : chipsOf(latest),
    mode === "python" ? [] : referenceCompletion(() => latest.current.names()),
    tooltips({ parent: document.body, position: "fixed" }),
    mode === "line" ? oneLine : EditorView.lineWrapping,
    EditorView.domEventHandlers({
      blur: () => {
        latest.current.onLeave();
      },
    }),
    // Tab is not bound: it leads on to the next control. Undo is the draft's.
    keymap.of([...completionKeymap, ...(mode === "line" ? LINE_KEYS : defaultKeymap)]),
  ];
}

function chipsOf(latest: { readonly current: TemplateEditorProps }): Extension {
  return chips(() => ({
    onPress: (chip, box, view) => latest.current.onChip(chip, box, toolsOf(view, chip)),
    titleOf: (text) => latest.current.chipTitle(text),
  }));
}

function toolsOf(view: EditorView, { from, to }: ChipPlace): ChipTools {
  return {
    open() {
      view.dispatch({ effects: openChip.of({ from, to }), selection: { anchor: to - 2 } });
      view.focus();
    },
    remove() {
      view.dispatch({ changes: { from, to }, selection: { anchor: from }, userEvent: "delete" });
      view.focus();
    },
    focus: () => view.focus(),
  };
}

const pythonLook: Extension = [
  languageSupport("python"),
  codeTheme,
  lineNumbers(),
  bracketMatching(),
  indentOnInput(),
];

/** Enter leads on; a pasted line break becomes a space. */
const LINE_KEYS = defaultKeymap.filter(({ key }) => key !== "Enter" && key !== "Mod-Enter");
const oneLine: Extension = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  return [
    transaction,
    {
      changes: [...Array(transaction.newDoc.lines - 1).keys()].map((line) => {
        const { to } = transaction.newDoc.line(line + 1);
        return { from: to, to: to + 1, insert: " " };
      }),
      sequential: true,
    },
  ];
});

function attributesOf({ label, links, mode, placeholder: words }: TemplateEditorProps): Extension {
  const given = { "aria-label": label, "aria-multiline": String(mode !== "line"), ...links };
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return [
    EditorView.contentAttributes.of(
      Object.fromEntries(set.map(([name, value]) => [name, String(value)])),
    ),
    words ? placeholder(words) : [],
  ];
}
