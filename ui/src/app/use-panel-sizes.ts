import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { settingsQuery, useEditSettings } from "@/features/settings/queries";
import type { LayoutEntry } from "@/ipc/bindings";

type Sizes = Record<string, number>;

const ENTRY = "main.panels";

/** The widths of the main window's panels, kept in the settings. */
export function usePanelSizes(): [Sizes, (sizes: Sizes) => void] {
  const { data: settings } = useQuery(settingsQuery);
  const edit = useEditSettings();
  const layout = settings?.layout;
  const sizes = useMemo(() => readSizes(layout), [layout]);
  const keep = (next: Sizes) =>
    edit((before) => {
      const others = before.layout.filter(({ name }) => name !== ENTRY);
      return { ...before, layout: [...others, { name: ENTRY, value: JSON.stringify(next) }] };
    });
  return [sizes, keep];
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
