// One open draft in the window: what the backend last said of it, and what is selected. The backend carries out
// every edit; this only keeps its answers in an order that views can read fast.
import { flushEdits } from "@/features/editor/draft/pending-edits";
import type {
  DraftId,
  Edit,
  EditorChange,
  EditorHead,
  EditorView,
  Key,
  Node,
  Problem,
} from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** What the right side shows in place of a block. */
export type Panel = "parameters" | "settings";

export interface DraftState {
  readonly revision: number;
  /** All blocks by key. A node that did not change stays the same object. */
  readonly nodes: ReadonlyMap<Key, Node>;
  /** Keys in reading order. Stays the same array while no block comes, goes or moves. */
  readonly order: readonly Key[];
  readonly isUnstructured: boolean;
  readonly head: EditorHead;
  readonly problems: readonly Problem[];
  /** What the last edit has to tell, until the next one. */
  readonly notices: EditorChange["notices"];
  /** In the order in which they were chosen; the last one is the one that the inspector shows. */
  readonly selection: readonly Key[];
  /** Chosen in the place of blocks; null while blocks, or nothing, are chosen. */
  readonly panel: Panel | null;
  /** Blocks whose inside is hidden. */
  readonly folded: ReadonlySet<Key>;
  /** The revision at which a block was last touched; since `wholeAt` where it is not among them. */
  readonly touched: ReadonlyMap<Key, number>;
  /** The revision at which everything was read. */
  readonly wholeAt: number;
  /** The keys that the last change gave anew, by the old one. */
  readonly renamed: ReadonlyMap<Key, Key>;
}

export interface DraftStore {
  readonly id: DraftId;
  read(): DraftState;
  subscribe(listener: () => void): () => void;
  select(keys: readonly Key[]): void;
  /** Chooses the parameters or the settings instead of blocks. */
  show(panel: Panel): void;
  setFolded(keys: readonly Key[], isFolded: boolean): void;
  /** Takes in what an edit answered, or what another window did. Returns false if a change in between was missed. */
  take(change: EditorChange): boolean;
  /** Starts anew from the whole. */
  reset(view: EditorView): void;
  /** Carries out an edit; rejects with an IpcError whose message says why it is refused. */
  edit(edit: Edit): Promise<EditorChange>;
  undo(): Promise<EditorChange>;
  redo(): Promise<EditorChange>;
}

export function makeDraftStore(view: EditorView): DraftStore {
  const id = view.draft;
  const listeners = new Set<() => void>();
  let state = stateOf(view, EMPTY);

  const become = (next: DraftState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const take = (change: EditorChange) => {
    if (change.revision <= state.revision) return true;
    if (change.revision > state.revision + 1) return false;
    become(changed(state, change));
    return true;
  };
  const reset = (whole: EditorView) => become(stateOf(whole, state));
  const settle = async (answer: Promise<EditorChange>) => {
    const change = await answer;
    if (!take(change)) reset(await host.openEditor(id));
    return change;
  };

  const store: DraftStore = {
    id,
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    select: (keys) => become({ ...state, selection: keys, panel: null }),
    show: (panel) => become({ ...state, selection: [], panel }),
    setFolded(keys, isFolded) {
      const folded = new Set(state.folded);
      for (const key of keys) {
        if (isFolded) folded.add(key);
        else folded.delete(key);
      }
      become({ ...state, folded, selection: shownSelection({ ...state, folded }) });
    },
    take,
    reset,
    edit: (edit) => settle(host.edit(id, edit)),
    undo: () => flushEdits(store).then(() => settle(host.undoEdit(id))),
    redo: () => flushEdits(store).then(() => settle(host.redoEdit(id))),
  };
  return store;
}

/** What is chosen is always to be seen: a container that hides it is chosen in its place. */
function shownSelection({ selection, nodes, folded }: DraftState): readonly Key[] {
  let hiding: Key | null = null;
  let parent = nodes.get(selection.at(-1) ?? "")?.parent ?? null;
  while (parent !== null) {
    if (folded.has(parent)) hiding = parent;
    parent = nodes.get(parent)?.parent ?? null;
  }
  return hiding === null ? selection : [hiding];
}

type Kept = Pick<DraftState, "selection" | "folded" | "panel">;
const EMPTY: Kept = { selection: [], folded: new Set(), panel: null };

function stateOf(view: EditorView, { selection, folded, panel }: Kept): DraftState {
  const nodes = new Map(view.nodes.map((node) => [node.key, node]));
  return {
    revision: view.revision,
    nodes,
    order: view.nodes.map((node) => node.key),
    isUnstructured: view.isUnstructured,
    head: view.head,
    problems: view.problems,
    notices: [],
    selection: selection.filter((key) => nodes.has(key)),
    panel,
    folded: new Set([...folded].filter((key) => nodes.has(key))),
    touched: new Map(),
    wholeAt: view.revision,
    renamed: new Map(),
  };
}

function changed(state: DraftState, change: EditorChange): DraftState {
  const names = new Map(change.renamed);
  const nameOf = (key: Key) => names.get(key) ?? key;
  const nodes = nodesAfter(state, change);
  const selection =
    change.select.length > 0
      ? change.select
      : state.selection.map(nameOf).filter((key) => nodes.has(key));
  const folded =
    names.size > 0 || change.order !== null
      ? new Set([...state.folded].map(nameOf).filter((key) => nodes.has(key)))
      : state.folded;
  return {
    revision: change.revision,
    nodes,
    order: change.order ?? state.order,
    isUnstructured: change.isUnstructured,
    head: change.head,
    problems: change.problems,
    notices: change.notices,
    selection,
    panel: change.select.length > 0 ? null : state.panel,
    folded,
    touched: touchedAfter(state, change),
    wholeAt: state.wholeAt,
    renamed: names,
  };
}

function touchedAfter(state: DraftState, change: EditorChange): ReadonlyMap<Key, number> {
  if (change.touched.length === 0 && change.renamed.length === 0) return state.touched;
  const touched = new Map(state.touched);
  for (const key of change.touched) touched.set(key, change.revision);
  for (const [, key] of change.renamed) touched.set(key, change.revision);
  return touched;
}

function nodesAfter(state: DraftState, change: EditorChange): ReadonlyMap<Key, Node> {
  if (change.nodes.length === 0 && change.order === null) return state.nodes;
  const nodes = new Map(state.nodes);
  for (const node of change.nodes) nodes.set(node.key, node);
  if (change.order === null) return nodes;
  const there = new Set(change.order);
  for (const key of nodes.keys()) {
    if (!there.has(key)) nodes.delete(key);
  }
  return nodes;
}
