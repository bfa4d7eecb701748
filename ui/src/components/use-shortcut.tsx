import { createContext, type ReactNode, useContext, useEffect, useId, useRef } from "react";
import { type Shortcut, shortcuts } from "@/lib/shortcut-registry";

const LayerContext = createContext<string | null>(null);

export interface ShortcutOptions {
  /** False switches it off for now. */
  enabled?: boolean | undefined;
  /** Works while a text field has the focus. By default only shortcuts with Ctrl, ⌘ or a function key do. */
  inTextFields?: boolean | undefined;
}

/**
 * Runs `perform` on "mod+k", "f6", "/", "g w"; `mod` is Ctrl, on macOS ⌘. Single letters work only when no text field
 * has the focus and while the setting allows them. While a dialog is open only shortcuts from inside it work. Of two
 * alike the one that was mounted last wins. A handler that returns false leaves the key to others.
 */
export function useShortcut(
  keys: string | readonly string[],
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that says nothing has taken the key
  perform: (event: KeyboardEvent) => void | boolean,
  { enabled = true, inTextFields }: ShortcutOptions = {},
) {
  const layer = useContext(LayerContext);
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  });
  const list = typeof keys === "string" ? keys : keys.join("\n");
  useEffect(() => {
    if (!enabled) return;
    const shortcut: Shortcut = {
      keys: list.split("\n"),
      layer,
      inTextFields,
      perform: (event) => latest.current(event),
    };
    return shortcuts.add(shortcut);
  }, [list, enabled, inTextFields, layer]);
}

/** Surrounds a modal surface: while it is mounted, only shortcuts from inside it work. */
export function ShortcutLayer({ children }: { children: ReactNode }) {
  const layer = useId();
  useEffect(() => shortcuts.openLayer(layer), [layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}
