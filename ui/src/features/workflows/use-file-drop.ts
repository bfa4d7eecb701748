import { useEffect, useState } from "react";
import { useLatest } from "@/components/use-latest";
import { onFileDrop } from "@/ipc/window";

/** Takes files dropped anywhere in the window; true while some are held over it. A dialog takes its own. */
export function useFileDrop(onDrop: (paths: string[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const drop = useLatest(onDrop);
  useEffect(
    () =>
      onFileDrop((event) => {
        const isTaken = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
        setOver(event.type === "over" && !isTaken);
        if (event.type === "drop" && !isTaken && event.paths.length > 0) drop.current(event.paths);
      }),
    [drop],
  );
  return isOver;
}
