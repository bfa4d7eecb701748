import { useEffect, useEffectEvent, useState } from "react";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";

/** Set on what surrounds a field; its value is the key of the parameter, or `options.<name>`. */
const LAUNCH_FIELD = "data-launch-field";

/** Leads the focus to the first field that has to be mended, once its fault is drawn. */
export function useFaultJump(editor: LaunchEditor | null): () => void {
  const [turn, setTurn] = useState(0);
  const jump = useEffectEvent(() => {
    for (const place of document.querySelectorAll<HTMLElement>(`[${LAUNCH_FIELD}]`)) {
      if (editor?.faults.has(place.getAttribute(LAUNCH_FIELD) ?? "")) return focusControl(place);
    }
  });
  useEffect(() => {
    if (turn > 0) jump();
  }, [turn]);
  return () => setTurn((before) => before + 1);
}

const CONTROLS = 'input:not([type="hidden"]),textarea,button,[role="combobox"]';

function focusControl(place: HTMLElement) {
  place.querySelector<HTMLElement>(CONTROLS)?.focus();
  place.scrollIntoView({ block: "nearest" });
}
