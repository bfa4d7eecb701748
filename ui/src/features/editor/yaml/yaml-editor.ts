import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  Transaction,
} from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";
import { languageSupport, references } from "@/components/code-languages";
import { codeTheme } from "@/components/code-theme";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import {
  firstFoldEffects,
  linesOf,
  unfoldEffectsAt,
  yamlFolding,
} from "@/features/editor/yaml/yaml-folding";
import { keysAt } from "@/features/editor/yaml/yaml-folds";
import {
  blocksAt,
  marksField,
  marksOf,
  placeOf,
  setMarks,
  yamlMarks,
} from "@/features/editor/yaml/yaml-marks";
import { YamlSession, type YamlState, type YamlText } from "@/features/editor/yaml/yaml-session";
import type { Key } from "@/ipc/bindings";

export interface Caret {
  line: number;
  column: number;
  /** What the caret stands in, outermost first. */
  path: readonly string[];
}

export interface YamlAccess {
  isReadOnly: boolean;
  /** Accessible name. */
  label: string;
}

interface YamlEditorOptions {
  parent: HTMLElement;
  store: DraftStore;
  access: YamlAccess;
  onState: (state: YamlState, fileName: string) => void;
  onCaret: (caret: Caret) => void;
}

/** Marks changes that come from the backend, so that they are not taken for typed. */
const FromOutside = Annotation.define<boolean>();

/** CodeMirror with the text of the draft or of one block of it. */
export class YamlEditor {
  readonly #view: EditorView;
  readonly #store: DraftStore;
  readonly #options: YamlEditorOptions;
  readonly #compartment = new Compartment();
  #access: YamlAccess;
  #session: YamlSession | null = null;
  /** The block that was chosen here, by the caret. */
  #chosen: Key | null = null;

  constructor(options: YamlEditorOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#access = options.access;
    this.#view = new EditorView({ parent: options.parent });
  }

  /** Shows one block, or with null the whole workflow. */
  show(block: Key | null) {
    if (this.#session?.block === block) return;
    this.#session?.close();
    this.#view.setState(EditorState.create({ extensions: this.#extensions(false) }));
    const { onState } = this.#options;
    this.#session = new YamlSession({ store: this.#store, block, text: this.#text(), onState });
  }

  /** The draft or the selection may have changed. */
  follow() {
    this.#session?.follow();
    this.#reveal();
  }

  setAccess(access: YamlAccess) {
    this.#access = access;
    this.#view.dispatch({ effects: this.#compartment.reconfigure(accessOf(access)) });
    if (access.isReadOnly) void this.flush();
  }

  async flush(): Promise<void> {
    await this.#session?.flush();
  }

  read(): string {
    return this.#view.state.doc.toString();
  }

  close() {
    this.#session?.close();
    this.#view.destroy();
  }

  #text(): YamlText {
    const view = this.#view;
    return {
      read: () => view.state.doc,
      open: (doc) => {
        view.setState(EditorState.create({ doc, extensions: this.#extensions(true) }));
        view.dispatch({ effects: firstFoldEffects(view.state) });
      },
      change: (changes) =>
        view.dispatch({
          changes,
          annotations: [FromOutside.of(true), Transaction.addToHistory.of(false)],
        }),
      mark: (told) => {
        const { problems, revision } = this.#store.read();
        const current = revision === told.revision ? problems : [];
        const marks = marksOf(view.state.doc, told, current);
        view.dispatch({ effects: setMarks.of(marks) });
        this.#tellCaret();
        this.#reveal();
      },
      markFault: (line, column) => {
        const fault = placeOf(view.state.doc, line, column);
        view.dispatch({ effects: setMarks.of({ fault }) });
      },
    };
  }

  #extensions(isOpen: boolean): Extension[] {
    const access = isOpen ? this.#access : { ...this.#access, isReadOnly: true };
    return [
      lineNumbers(),
      yamlFolding,
      yamlMarks,
      highlightSpecialChars(),
      drawSelection(),
      bracketMatching(),
      highlightSelectionMatches(),
      languageSupport("yaml"),
      references,
      codeTheme,
      history(),
      indentOnInput(),
      // Tab is not bound: it leads on to the next control.
      keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap]),
      this.#compartment.of(accessOf(access)),
      EditorView.updateListener.of((update) => this.#onUpdate(update)),
    ];
  }

  #onUpdate(update: ViewUpdate) {
    const own = update.transactions.filter((one) => !one.annotation(FromOutside));
    for (const transaction of own)
      if (transaction.docChanged) this.#session?.typed(transaction.changes);
    if (!update.docChanged && !update.selectionSet) return;
    this.#tellCaret();
    const isMove = own.some((one) => one.selection !== undefined || one.docChanged);
    if (isMove && this.#session?.block === null) this.#choose();
  }

  /** Marks the selected block; brings it into view unless it was chosen here. */
  #reveal() {
    const { state } = this.#view;
    const { selected: marked, blocks } = state.field(marksField);
    const selected = this.#store.read().selection.at(-1) ?? null;
    if (selected === marked || this.#session?.block !== null) return;
    const block = blocks.find(({ key }) => key === selected);
    const mark = setMarks.of({ selected });
    if (!block || selected === this.#chosen) return this.#view.dispatch({ effects: mark });
    const start = block.from + state.doc.lineAt(block.from).text.search(/\S|$/);
    const view = EditorView.scrollIntoView(block.from, { y: "start", yMargin: 60 });
    this.#view.dispatch({
      effects: [
        mark,
        ...unfoldEffectsAt(state, block.from),
        ...(this.#isInView(start) ? [] : [view]),
      ],
      annotations: FromOutside.of(true),
      // Whoever types here keeps the caret.
      ...(this.#view.hasFocus ? {} : { selection: { anchor: start } }),
    });
  }

  #isInView(place: number): boolean {
    const { scrollDOM } = this.#view;
    const top = this.#view.lineBlockAt(place).top - scrollDOM.scrollTop;
    return top >= 0 && top <= scrollDOM.clientHeight - 60;
  }

  /** The caret's block becomes the selected one. */
  #choose() {
    const { state } = this.#view;
    const key = blocksAt(state.field(marksField), state.selection.main.head).at(-1)?.key;
    if (key === undefined || key === this.#store.read().selection.at(-1)) return;
    this.#chosen = key;
    // After the update: what follows the selection changes the text's marks.
    queueMicrotask(() => {
      this.#store.select([key]);
      this.#chosen = null;
    });
  }

  #tellCaret() {
    const { state } = this.#view;
    const place = state.selection.main.head;
    const line = state.doc.lineAt(place);
    const column = place - line.from + 1;
    this.#options.onCaret({ line: line.number, column, path: pathAt(state, place) });
  }
}

/** The blocks around a place, or where there is none the keys that lead to it. */
function pathAt(state: EditorState, place: number): string[] {
  const blocks = blocksAt(state.field(marksField), place);
  if (blocks.length > 0) return ["blocks", ...blocks.map(({ key }) => key)];
  const keys = keysAt(linesOf(state), state.doc.lineAt(place).number);
  return keys.filter((key) => key !== "workflow_definition").slice(0, 2);
}

function accessOf({ isReadOnly, label }: YamlAccess): Extension {
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorView.editable.of(!isReadOnly),
    EditorView.contentAttributes.of({
      "aria-label": label,
      // Also while it can be typed into: what scrolls has to say that keys can reach it.
      tabindex: "0",
      ...(isReadOnly ? { "aria-readonly": "true" } : {}),
    }),
  ];
}
