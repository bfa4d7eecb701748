// Keeps a text and the draft in step, both ways. What is typed is sent after a pause; what changes elsewhere comes in
// as the least changes, beneath what was typed meanwhile (as two people who write in one text). One thing at a time.
import { ChangeSet, Text } from "@codemirror/state";
import { textChanges } from "@/features/editor/compare/text-diff";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { takeIn } from "@/features/editor/draft/take-in";
import type { Key, YamlOutcome, YamlView } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

/** Milliseconds without a key stroke after which the text is sent. */
const PAUSE = 250;

/** The text that is kept in step. */
export interface YamlText {
  read: () => Text;
  /** The text as it is first shown. */
  open: (text: Text) => void;
  /** Changes that nobody typed here; caret and scroll stay. */
  change: (changes: ChangeSet) => void;
  /** Where things stand; the text is the one that the view tells of. */
  mark: (view: YamlView) => void;
  markFault: (line: number, column: number) => void;
}

export type YamlState =
  | { type: "loading" }
  | { type: "inStep" }
  /** Typed and not yet sent, or on its way. */
  | { type: "typing" }
  | { type: "fault"; line: number; message: string }
  /** The backend did not answer as it should; nothing typed is lost. */
  | { type: "broken"; message: string };

interface SessionOptions {
  store: DraftStore;
  /** Null for the whole workflow. */
  block: Key | null;
  text: YamlText;
  onState: (state: YamlState, fileName: string) => void;
}

export class YamlSession {
  /** The block that is shown; follows when typing renames it. */
  block: Key | null;
  readonly #store: DraftStore;
  #text: YamlText;
  readonly #onState: SessionOptions["onState"];
  /** The text that the draft stands for, as far as known. */
  #base: Text | null = null;
  #revision = -1;
  /** From the base to what is shown. */
  #typed = ChangeSet.empty(0);
  /** From what is on its way to what is shown. */
  #sinceSent: ChangeSet | null = null;
  #isDue = false;
  #isOver = false;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAtWork = false;
  #work = Promise.resolve();
  #view: YamlView | null = null;
  /** The draft's revision whose problems are marked. */
  #markedAt = -1;
  #fileName = "";

  constructor({ store, block, text, onState }: SessionOptions) {
    this.#store = store;
    this.block = block;
    this.#text = text;
    this.#onState = onState;
    this.#tell({ type: "loading" });
    this.follow();
  }

  /** Somebody typed. */
  typed(changes: ChangeSet) {
    this.#typed = this.#typed.compose(changes);
    this.#sinceSent = this.#sinceSent?.compose(changes) ?? null;
    this.#tell({ type: "typing" });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** The draft may have changed. */
  follow() {
    const isMarked = this.#markedAt === this.#store.read().revision;
    if (this.#view?.revision === this.#store.read().revision && this.#typed.empty && !isMarked)
      this.#stand(this.#view);
    void this.#run();
  }

  /** Sends at once what was typed; resolves when it has arrived, or could not be read. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isDue = !this.#typed.empty;
    if (!this.#isDue && this.#view) this.#stand(this.#view);
    await this.#run();
  }

  /** The last thing: what was typed still goes out, and what cannot be read is there when the text is shown again. */
  close() {
    this.#isClosed = true;
    this.#text = unseen(this.#text);
    void this.flush().finally(() => {
      this.#isOver = true;
      keepUnread(this.#store, this.block, this.#base, this.#typed);
    });
  }

  #run(): Promise<void> {
    if (!this.#isAtWork) this.#work = this.#settle();
    return this.#work;
  }

  async #settle() {
    this.#isAtWork = true;
    try {
      while (!this.#isOver) {
        if (this.#isBehind()) await this.#fetch();
        else if (this.#isDue && !this.#typed.empty) await this.#send();
        else break;
      }
    } catch (fault) {
      this.#tell({ type: "broken", message: messageOf(fault) });
    } finally {
      this.#isAtWork = false;
    }
  }

  #isBehind(): boolean {
    return this.#base === null || this.#store.read().revision > this.#revision;
  }

  async #fetch() {
    const asked = this.#store.read().revision;
    const view = await host.editorYaml(this.#store.id, this.block);
    this.#revision = Math.max(asked, view.revision);
    this.#fileName = view.fileName;
    if (this.#base === null) this.#open(view);
    this.#comeIn(view.text);
    this.#stand(view);
    // What could not be read before may be readable in the new surroundings.
    this.#isDue = !this.#typed.empty;
  }

  #open(view: YamlView) {
    const unread = takeUnread(this.#store, this.block);
    this.#base = unread?.base ?? textOf(view.text);
    this.#typed = unread?.typed ?? ChangeSet.empty(this.#base.length);
    this.#text.open(this.#typed.apply(this.#base));
  }

  async #send() {
    const sent = this.#text.read();
    const words = sent.toString();
    this.#isDue = false;
    this.#sinceSent = ChangeSet.empty(sent.length);
    try {
      const outcome = await host.editYaml(this.#store.id, this.block, words);
      if (outcome.type === "fault") this.#refuse(outcome);
      else await this.#accept(sent, words, outcome);
    } finally {
      this.#sinceSent = null;
    }
  }

  async #accept(
    sent: Text,
    words: string,
    { change, view }: Extract<YamlOutcome, { type: "taken" }>,
  ) {
    this.#base = sent;
    this.#typed = this.#sinceSent ?? ChangeSet.empty(sent.length);
    this.#sinceSent = null;
    this.#revision = Math.max(change.revision, view.revision);
    this.#fileName = view.fileName;
    this.block = change.renamed.find(([old]) => old === this.block)?.[1] ?? this.block;
    await takeIn(this.#store, change);
    if (view.text !== words) this.#comeIn(view.text);
    this.#stand(view);
  }

  #refuse({ line, column, message }: Extract<YamlOutcome, { type: "fault" }>) {
    if (this.#sinceSent?.empty === false) return;
    this.#text.markFault(line, column);
    this.#tell({ type: "fault", line, message });
  }

  /** Brings a newer text of the draft in, beneath what was typed since. */
  #comeIn(text: string) {
    const base = this.#base ?? Text.empty;
    const changes = ChangeSet.of(
      textChanges(base.toString(), textOf(text).toString()),
      base.length,
    );
    if (changes.empty) return;
    const shown = changes.map(this.#typed);
    this.#typed = this.#typed.map(changes, true);
    this.#base = changes.apply(base);
    this.#text.change(shown);
  }

  #stand(view: YamlView) {
    this.#view = view;
    if (!this.#typed.empty) return;
    this.#markedAt = this.#store.read().revision;
    this.#text.mark(view);
    this.#tell({ type: "inStep" });
  }

  #tell(state: YamlState) {
    if (!this.#isClosed) this.#onState(state, this.#fileName);
  }
}

function textOf(text: string): Text {
  return Text.of(text.split(/\r\n?|\n/));
}

interface Unread {
  block: Key | null;
  base: Text;
  typed: ChangeSet;
}

/** What was typed and could not be read when its pane was closed. */
const unreads = new WeakMap<DraftStore, Unread>();

function keepUnread(store: DraftStore, block: Key | null, base: Text | null, typed: ChangeSet) {
  if (base && !typed.empty) unreads.set(store, { block, base, typed });
}

function takeUnread(store: DraftStore, block: Key | null): Unread | null {
  const unread = unreads.get(store);
  if (unread?.block !== block) return null;
  unreads.delete(store);
  return unread ?? null;
}

/** The text of a pane that is gone. */
function unseen(text: YamlText): YamlText {
  let doc = text.read();
  return {
    read: () => doc,
    open: (opened) => {
      doc = opened;
    },
    change: (changes) => {
      doc = changes.apply(doc);
    },
    mark: () => {},
    markFault: () => {},
  };
}
