import { useSyncExternalStore } from "react";

/** Below this width the details lie over the picture (DESIGN 3). */
const NARROW = "(max-width: 979px)";

export function useNarrowWindow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
