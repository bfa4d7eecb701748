import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import type { CodeLanguage } from "@/components/code-language";
import { languageSupport, references } from "@/components/code-languages";
import { codeTheme } from "@/components/code-theme";
import type { ControlLinks } from "@/components/field";
import { useLatest } from "@/components/use-latest";
import { Echoes } from "@/lib/echoes";

export interface CodeEditorProps {
  text: string;
  language: CodeLanguage;
  label?: string | undefined;
  links?: ControlLinks | undefined;
  lineNumbers?: boolean | undefined;
  wrap?: boolean | undefined;
  /** Absent: read only. */
  onChange?: ((text: string) => void) | undefined;
}

/** Marks changes that come from outside, so that they are not reported as typed. */
const FromOutside = Annotation.define<boolean>();

/** CodeMirror. Loaded when it is first shown; use it through `CodeView` and `JsonEditor`. */
export default function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const settings = useRef(new Compartment());
  const latest = useLatest(props);
  const [echoes] = useState(() => new Echoes());

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          settings.current.of(settingsOf(latest.current)),
          EditorView.updateListener.of((update) => {
            const isOwn = update.transactions.some((transaction) =>
              transaction.annotation(FromOutside),
            );
            if (!update.docChanged || isOwn) return;
            const text = update.state.doc.toString();
            echoes.sent(text);
            latest.current.onChange?.(text);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [latest, echoes]);

  useEffect(() => {
    const editor = view.current;
    if (echoes.take(props.text)) return;
    if (!editor || editor.state.doc.toString() === props.text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: props.text },
      annotations: FromOutside.of(true),
    });
  }, [props.text, echoes]);

  const look = JSON.stringify([
    props.language,
    props.label,
    props.links,
    props.lineNumbers,
    props.wrap,
    !props.onChange,
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` says when the settings differ
  useEffect(() => {
    view.current?.dispatch({ effects: settings.current.reconfigure(settingsOf(latest.current)) });
  }, [look]);

  return <div ref={host} className="code-editor" />;
}

function settingsOf(props: CodeEditorProps): Extension[] {
  const isReadOnly = props.onChange === undefined;
  return [
    highlightSpecialChars(),
    drawSelection(),
    bracketMatching(),
    highlightSelectionMatches(),
    languageSupport(props.language),
    references,
    codeTheme,
    props.lineNumbers ? [lineNumbers(), foldGutter()] : [],
    props.wrap ? EditorView.lineWrapping : [],
    // Tab is not bound: it leads on to the next control.
    keymap.of([
      ...defaultKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...(isReadOnly ? [] : historyKeymap),
    ]),
    isReadOnly
      ? [EditorState.readOnly.of(true), EditorView.editable.of(false)]
      : [history(), indentOnInput()],
    EditorView.contentAttributes.of(contentAttributes(props, isReadOnly)),
  ];
}

function contentAttributes(
  { label, links }: CodeEditorProps,
  isReadOnly: boolean,
): Record<string, string> {
  const given = {
    "aria-label": label,
    ...links,
    ...(isReadOnly ? { tabindex: "0", "aria-readonly": "true" } : {}),
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
}
