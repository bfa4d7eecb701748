/**
 * What was typed into an editor that keeps its own text, until its owner has given it back. Typing goes on meanwhile:
 * a text that comes back late is an echo, and must not take the place of what was typed since.
 */
export class Echoes {
  #awaited: string[] = [];

  /** Tells of a text that goes to the owner. */
  sent(text: string) {
    this.#awaited.push(text);
  }

  /** Whether a text from the owner is one that was sent; those before it will not come any more. */
  take(text: string): boolean {
    const place = this.#awaited.indexOf(text);
    this.#awaited = place < 0 ? [] : this.#awaited.slice(place + 1);
    return place >= 0;
  }
}
