/*
 * What is typed into one field until the draft has it. Shown at once, sent after a pause; at most one edit under way,
 * and the newest value follows it.
 */
import { messageOf } from "@/ipc/client";

export type TypingState =
  /** The field shows what the draft has. */
  | { phase: "idle" }
  /** `revision`: the draft has it since then; null while it is typed or under way. */
  | { phase: "typed"; value: unknown; revision: number | null }
  /** The draft did not take it. It stays to be mended. */
  | { phase: "refused"; value: unknown; message: string };

/** Milliseconds without a key until it is sent. */
const PAUSE = 80;
/** Somebody who types without a pause is kept after this time all the same. */
const LONGEST = 240;

export class Typing {
  #state: TypingState = { phase: "idle" };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #since = 0;
  #unsent: { value: unknown } | null = null;
  #sending: Promise<void> | null = null;
  readonly #send: (value: unknown) => Promise<number>;
  readonly #listener: () => void;

  /** `send` answers with the revision that has the value. */
  constructor(send: (value: unknown) => Promise<number>, listener: () => void) {
    this.#send = send;
    this.#listener = listener;
  }

  read(): TypingState {
    return this.#state;
  }

  /** A key was pressed. */
  type(value: unknown) {
    this.#hold(value);
    const now = Date.now();
    if (this.#timer === null) this.#since = now;
    else clearTimeout(this.#timer);
    const left = LONGEST - (now - this.#since);
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(PAUSE, left)));
  }

  /** Something was chosen: sent at once. */
  pick(value: unknown) {
    this.#hold(value);
    void this.flush();
  }

  /** Shows again what the draft has. */
  forget() {
    if (this.#unsent || this.#sending || this.#state.phase === "idle") return;
    this.#become({ phase: "idle" });
  }

  /** Sends what is not sent yet; resolves when it is answered. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  #hold(value: unknown) {
    this.#unsent = { value };
    this.#become({ phase: "typed", value, revision: null });
  }

  async #sendAll() {
    while (this.#unsent) {
      const { value } = this.#unsent;
      this.#unsent = null;
      try {
        const revision = await this.#send(value);
        if (!this.#unsent) this.#become({ phase: "typed", value, revision });
      } catch (fault) {
        if (!this.#unsent) this.#become({ phase: "refused", value, message: messageOf(fault) });
      }
    }
  }

  #become(state: TypingState) {
    this.#state = state;
    this.#listener();
  }
}
