// What is being dragged, by pointer or by keyboard, and where it would go. The lifted card itself is moved past React.
import { gapId, listOf, type Structure, scopeOf } from "@/features/editor/draft/structure";
import type { DraftId, DragSource, Edit, Gap, GapVerdict, Key } from "@/ipc/bindings";
import { host } from "@/ipc/client";

export type Lifted =
  /** Blocks of the draft, in reading order, and what to call them. */
  | { type: "blocks"; keys: readonly Key[]; name: string }
  /** A new block from the library. */
  | { type: "kind"; kind: string; name: string };

export interface DragState {
  readonly lifted: Lifted | null;
  readonly by: "pointer" | "keyboard";
  readonly isCopy: boolean;
  readonly target: Gap | null;
  /** It was let go and the edit is on its way: the place stays open, the card is gone. */
  readonly isSettling: boolean;
  /** By `gapId`; null until the backend has answered: every place looks alike until then. */
  readonly verdicts: ReadonlyMap<string, GapVerdict> | null;
}

/** A view that takes what is dropped on it. */
export interface DropSurface {
  /** What scrolls. */
  element: HTMLElement;
  /** The place nearest to a point of the window. */
  gapAt(x: number, y: number): Gap | null;
  /** A container with hidden blocks under that point. */
  foldedAt(x: number, y: number): Key | null;
  unfold(key: Key): void;
}

const NOTHING: DragState = {
  lifted: null,
  by: "pointer",
  isCopy: false,
  target: null,
  isSettling: false,
  verdicts: null,
};

export class DragStore {
  readonly surfaces = new Set<DropSurface>();
  /** The layer of the lifted card, moved by whoever drags. */
  layer: HTMLElement | null = null;
  /** Where the layer stands, in pixels of the window. */
  at = { x: 0, y: 0 };
  readonly #draft: DraftId;
  readonly #listeners = new Set<() => void>();
  #state: DragState = NOTHING;
  #answers = new Map<boolean, ReadonlyMap<string, GapVerdict>>();

  constructor(draft: DraftId) {
    this.#draft = draft;
  }

  read = (): DragState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  lift(lifted: Lifted, by: DragState["by"], target: Gap | null = null) {
    this.#answers = new Map();
    this.#become({ lifted, by, isCopy: false, target, isSettling: false, verdicts: null });
    this.#ask();
  }

  aim(target: Gap | null) {
    const before = this.#state.target;
    if ((before && gapId(before)) === (target && gapId(target))) return;
    this.#become({ ...this.#state, target });
  }

  setCopy(isCopy: boolean) {
    const { lifted } = this.#state;
    if (lifted?.type !== "blocks" || isCopy === this.#state.isCopy) return;
    this.#become({ ...this.#state, isCopy, verdicts: this.#answers.get(isCopy) ?? null });
    if (!this.#answers.has(isCopy)) this.#ask();
  }

  settle(target: Gap | null) {
    this.#become({ ...this.#state, target, isSettling: true });
  }

  end() {
    if (this.#state !== NOTHING) this.#become(NOTHING);
  }

  verdictOf(gap: Gap): GapVerdict | null {
    return this.#state.verdicts?.get(gapId(gap)) ?? null;
  }

  moveLayer(x: number, y: number) {
    this.at = { x, y };
    if (this.layer) this.layer.style.transform = `translate3d(${x}px, ${y}px, 0)`;
  }

  #ask() {
    const { lifted, isCopy } = this.#state;
    if (!lifted) return;
    host.dropGaps(this.#draft, sourceOf(lifted, isCopy)).then(
      (verdicts) => {
        if (this.#state.lifted !== lifted) return;
        const answer = new Map(verdicts.map((verdict) => [gapId(verdict.gap), verdict]));
        this.#answers.set(isCopy, answer);
        if (this.#state.isCopy === isCopy) this.#become({ ...this.#state, verdicts: answer });
      },
      // Without an answer every place looks alike, and the edit itself says what is wrong.
      () => {},
    );
  }

  #become(state: DragState) {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function sourceOf(lifted: Lifted, copy: boolean): DragSource {
  if (lifted.type === "kind") return { type: "kind", kind: lifted.kind };
  return { type: "blocks", blocks: [...lifted.keys], copy };
}

/** Whether what is lifted stands there already. */
export function isHome(structure: Structure, { lifted, isCopy }: DragState, gap: Gap): boolean {
  if (lifted?.type !== "blocks" || isCopy) return false;
  const first = structure.nodes.get(lifted.keys[0] ?? "");
  if (!first) return false;
  const list = listOf(structure, scopeOf(first));
  const start = list.indexOf(first.key);
  const isRow = lifted.keys.every((key, index) => list[start + index] === key);
  if (!isRow || gapId({ ...gap, after: null }) !== gapId({ scope: scopeOf(first), after: null }))
    return false;
  const places = [list[start - 1] ?? null, ...lifted.keys];
  return places.includes(gap.after);
}

/** What a drop at this place does. */
export function dropEdit(
  structure: Structure,
  { lifted, isCopy }: DragState,
  at: Gap,
): Edit | null {
  if (!lifted) return null;
  if (lifted.type === "kind") return { edit: "addKind", kind: lifted.kind, at };
  const blocks = [...lifted.keys];
  if (isCopy) return { edit: "copy", blocks, to: at };
  return { edit: "move", blocks, to: { ...at, after: staying(structure, lifted.keys, at) } };
}

/** The block before a place that is not itself on the way there. */
function staying(structure: Structure, keys: readonly Key[], { scope, after }: Gap): Key | null {
  if (after === null) return null;
  const list = listOf(structure, scope);
  const before = list.slice(0, list.indexOf(after) + 1);
  return before.findLast((key) => !keys.includes(key)) ?? null;
}
