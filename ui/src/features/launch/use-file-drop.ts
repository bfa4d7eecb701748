import { useEffect, useState } from "react";
import { useLatest } from "@/components/use-latest";
import { onFileDrop } from "@/ipc/window";

/** Set on the control of a field that takes files; its value is the key of the field. */
const FILE_FIELD = "data-file-field";

/** Takes a file dropped onto a field; the key of the field that one is held over. */
export function useFileDrop(onDrop: (key: string, path: string) => void): string | null {
  const [over, setOver] = useState<string | null>(null);
  const drop = useLatest(onDrop);
  useEffect(
    () =>
      onFileDrop((event) => {
        const key = event.type === "leave" ? null : fieldAt(event.x, event.y);
        setOver(event.type === "over" ? key : null);
        const path = event.type === "drop" ? event.paths[0] : undefined;
        if (key !== null && path !== undefined) drop.current(key, path);
      }),
    [drop],
  );
  return over;
}

/** The field under the pointer. Where the form has only one for files, the whole dialog stands for it. */
function fieldAt(x: number, y: number): string | null {
  const under = document.elementFromPoint(x, y);
  const field = under?.closest(`[${FILE_FIELD}]`);
  if (field) return field.getAttribute(FILE_FIELD);
  const all = document.querySelectorAll(`[${FILE_FIELD}]`);
  const only = all.length === 1 && under?.closest('[role="dialog"]') ? all[0] : undefined;
  return only?.getAttribute(FILE_FIELD) ?? null;
}
