import { useCallback, useEffect, useState } from "react";
import { useShortcut } from "@/components/use-shortcut";
import { setFullScreen } from "@/ipc/window";

/** The whole screen for the picture: the window is made as large, the picture as large as the window. */
export function useFullScreen() {
  const [isFull, setFull] = useState(false);
  const toggle = useCallback(() => setFull((before) => !before), []);
  useShortcut("escape", () => setFull(false), { enabled: isFull });
  useEffect(() => {
    if (!isFull) return;
    // Where the system refuses, the picture fills the window at least.
    setFullScreen(true).catch(() => {});
    return () => {
      setFullScreen(false).catch(() => {});
    };
  }, [isFull]);
  return { isFull, toggle };
}
