import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { settingsQuery } from "@/features/settings/queries";
import type { LayoutEntry } from "@/ipc/bindings";
import { host } from "@/ipc/client";

type Sizes = Record<string, number>;

const ENTRY = "main.panels";

/** The widths of the main window's panels, kept in the settings. */
export function usePanelSizes(): [Sizes, (sizes: Sizes) => void] {
  const { data: settings } = useQuery(settingsQuery);
  const layout = settings?.layout;
  const kept = useMemo(() => readSizes(layout), [layout]);
  const [chosen, choose] = useState<Sizes | null>(null);
  const keep = (next: Sizes) => {
    choose(next);
    // A width that cannot be kept is not worth a word.
    host.setLayout({ name: ENTRY, value: JSON.stringify(next) }).catch(() => {});
  };
  return [chosen ?? kept, keep];
}

/** Whatever stands there: only numbers are sizes. */
function readSizes(layout: readonly LayoutEntry[] | undefined): Sizes {
  const text = layout?.find(({ name }) => name === ENTRY)?.value ?? "{}";
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return {};
    const entries = Object.entries(read) as [string, unknown][];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    );
  } catch {
    return {};
  }
}
