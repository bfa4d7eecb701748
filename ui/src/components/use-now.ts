import { useSyncExternalStore } from "react";

type Listener = () => void;

/** A clock that all texts of a kind share. It stands still while nobody listens or the window is hidden. */
class SharedClock {
  readonly #listeners = new Set<Listener>();
  readonly #period: number;
  #timer: ReturnType<typeof setInterval> | null = null;
  #now = Date.now();

  constructor(period: number) {
    this.#period = period;
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      document.addEventListener("visibilitychange", this.#followVisibility);
      this.#followVisibility();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      document.removeEventListener("visibilitychange", this.#followVisibility);
      this.#stop();
    };
  };

  readonly read = (): number => {
    // Nobody has kept it going: the last reading would be old.
    if (this.#timer === null) this.#now = this.#whole();
    return this.#now;
  };

  readonly #followVisibility = () => {
    this.#stop();
    if (document.hidden) return;
    this.#tick();
    this.#timer = setInterval(this.#tick, this.#period);
  };

  readonly #tick = () => {
    this.#now = this.#whole();
    for (const listener of this.#listeners) listener();
  };

  #stop() {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Readings between two ticks are alike, as React asks of a store. */
  #whole(): number {
    return Math.floor(Date.now() / 1000) * 1000;
  }
}

const CLOCKS = { second: new SharedClock(1000), minute: new SharedClock(30_000) } as const;

/** The present in milliseconds, renewed every second, or twice a minute. */
export function useNow(pace: keyof typeof CLOCKS): number {
  const clock = CLOCKS[pace];
  return useSyncExternalStore(clock.subscribe, clock.read);
}
