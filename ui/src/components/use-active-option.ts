import { type KeyboardEvent, useState } from "react";

/**
 * The option that the arrow keys stand on while the focus stays in the text field (`aria-activedescendant`).
 * It goes back to the first whenever `list` changes, which names the present list of options.
 */
export function useActiveOption(count: number, list: string) {
  const [state, setState] = useState({ list, index: 0 });
  const index = state.list === list ? Math.min(state.index, count - 1) : Math.min(0, count - 1);
  const setIndex = (next: number) => setState({ list, index: next });

  /** True when the key was one of the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (count === 0) return false;
    const next = nextIndex(event.key, index, count);
    if (next === null) return false;
    event.preventDefault();
    setIndex(next);
    return true;
  };
  return { index, setIndex, onKey };
}

/** Around at both ends. Home and End stay with the text field. */
function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return (index + 1) % count;
    case "ArrowUp":
      return (index - 1 + count) % count;
    case "PageDown":
      return Math.min(count - 1, index + 8);
    case "PageUp":
      return Math.max(0, index - 8);
    default:
      return null;
  }
}
