/*
 * The fields of one block, kept in step with the draft: asked for again when the store says that the block was touched,
 * at most every moment while somebody types. Follows the block when it gets another key.
 */
import { replaceEqualDeep } from "@tanstack/react-query";
import type { DraftState, DraftStore } from "@/features/editor/draft/draft-store";
import type { MakeEdit } from "@/features/editor/inputs/edit-queue";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import type { BlockDetail, Holder, Key } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

/** Milliseconds between two questions. */
const PACE = 200;

export interface BlockState {
  /** Null until it is read for the first time. */
  readonly detail: BlockDetail | null;
  readonly fault: string | null;
}

let nextId = 1;

export class BlockSource implements FieldSource {
  /** Another for each block that is opened; stays when the block is renamed. */
  readonly id = nextId++;
  readonly #draft: DraftStore;
  readonly #listeners = new Set<() => void>();
  #key: Key;
  #state: BlockState = { detail: null, fault: null };
  #readAt = -1;
  #askedAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isAsking = false;

  constructor(draft: DraftStore, key: Key) {
    this.#draft = draft;
    this.#key = key;
  }

  key(): Key {
    return this.#key;
  }

  /** Begins to follow the draft; the returned function ends it. */
  start(): () => void {
    const stop = this.#draft.subscribe(() => this.#follow());
    this.#follow();
    return () => {
      stop();
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  /** Asks once more after a fault. */
  retry() {
    this.#become({ ...this.#state, fault: null });
    this.#readAt = -1;
    this.#follow();
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readState = (): BlockState => this.#state;

  holder(): Holder {
    return { type: "block", block: this.#key };
  }

  read(name: string): unknown {
    return fieldsOf(this.#state.detail?.fields)[name];
  }

  hasSecret(name: string): boolean {
    return this.#state.detail?.secrets.includes(name) ?? false;
  }

  asOf(): number {
    const state = this.#draft.read();
    return this.#isCurrent(state) ? state.revision : this.#readAt;
  }

  edit(field: string, value: unknown): MakeEdit {
    return () =>
      value === undefined
        ? { edit: "resetFields", block: this.#key, fields: [field] }
        : { edit: "setField", block: this.#key, field, value };
  }

  #isCurrent(state: DraftState): boolean {
    return this.#readAt >= Math.max(state.wholeAt, state.touched.get(this.#key) ?? 0);
  }

  #follow() {
    const state = this.#draft.read();
    this.#key = state.renamed.get(this.#key) ?? this.#key;
    if (state.nodes.has(this.#key) && !this.#isCurrent(state)) this.#askSoon();
    this.#tell();
  }

  #askSoon() {
    if (this.#timer !== null || this.#isAsking || this.#state.fault !== null) return;
    const wait = this.#askedAt + PACE - Date.now();
    if (wait <= 0) void this.#ask();
    else
      this.#timer = setTimeout(() => {
        this.#timer = null;
        void this.#ask();
      }, wait);
  }

  async #ask() {
    this.#isAsking = true;
    this.#askedAt = Date.now();
    const { revision } = this.#draft.read();
    try {
      const detail = await host.editorBlock(this.#draft.id, this.#key);
      this.#isAsking = false;
      this.#take(detail, revision);
    } catch (fault) {
      this.#isAsking = false;
      if (this.#draft.read().nodes.has(this.#key))
        this.#become({ ...this.#state, fault: messageOf(fault) });
    }
  }

  /** An answer that an edit has overtaken is not shown: it would take back for a moment what was typed. */
  #take(detail: BlockDetail, revision: number) {
    const before = this.#readAt;
    this.#readAt = revision;
    if (this.#state.detail !== null && !this.#isCurrent(this.#draft.read())) {
      this.#readAt = before;
      this.#askSoon();
      return;
    }
    this.#become({ detail: replaceEqualDeep(this.#state.detail, detail), fault: null });
    this.#follow();
  }

  #become(state: BlockState) {
    if (state.detail === this.#state.detail && state.fault === this.#state.fault) return;
    this.#state = state;
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
