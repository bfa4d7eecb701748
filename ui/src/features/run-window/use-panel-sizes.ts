import { useEffect, useState } from "react";
import { host } from "@/ipc/client";

type Sizes = Record<string, number>;

/** The entry of the settings in which the sizes are kept. */
const ENTRY = "run-window.panels";

/** The widths of the panels, kept for all run windows. A fault in keeping them is not worth a word. */
export function usePanelSizes(): [Sizes, (sizes: Sizes) => void] {
  const [sizes, setSizes] = useState<Sizes>({});
  useEffect(() => {
    let isGone = false;
    host
      .settings()
      .then(({ layout }) => {
        const kept = layout.find((entry) => entry.name === ENTRY);
        if (kept && !isGone) setSizes(readSizes(kept.value));
      })
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, []);
  const keep = (next: Sizes) => {
    setSizes(next);
    host.setLayout({ name: ENTRY, value: JSON.stringify(next) }).catch(() => {});
  };
  return [sizes, keep];
}

/** Whatever stands there: only numbers are sizes. */
function readSizes(text: string): Sizes {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).filter(
        (entry): entry is [string, number] => typeof entry[1] === "number",
      ),
    );
  } catch {
    return {};
  }
}
