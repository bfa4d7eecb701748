/* What of the view outlives the window: order, groups, and the preview. Kept in the settings as one entry. */
import { useEffect, useRef, useState } from "react";
import type { GridSort } from "@/components/grid-head";
import type { Grouping, SortColumn } from "@/features/workflows/list-model";
import { host } from "@/ipc/client";

export interface KeptView {
  sort?: GridSort;
  grouping?: Grouping;
  isPreviewOpen?: boolean;
  /** Widths of panels in pixels. */
  sizes?: Record<string, number>;
}

const ENTRY = "workflows.view";
const COLUMNS: readonly SortColumn[] = [
  "title",
  "blocks",
  "runs",
  "duration",
  "version",
  "updated",
];

/** What is kept (empty until it was read), and how to change a part of it. */
export function useKeptView(
  onRead: (kept: KeptView) => void,
): [KeptView, (change: KeptView) => void] {
  const [kept, setKept] = useState<KeptView>({});
  const tell = useRef(onRead);
  // A screen that is hidden and shown again runs its effects again.
  const wasRead = useRef(false);
  useEffect(() => {
    let isGone = false;
    host
      .settings()
      .then(({ layout }) => {
        if (isGone || wasRead.current) return;
        wasRead.current = true;
        const read = parseKeptView(layout.find(({ name }) => name === ENTRY)?.value ?? "{}");
        setKept((now) => ({ ...read, ...now }));
        tell.current(read);
      })
      // Not to know the widths of last time is no fault worth a word.
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, []);
  const keep = (change: KeptView) => {
    const next = { ...kept, ...change };
    setKept(next);
    host.setLayout({ name: ENTRY, value: JSON.stringify(next) }).catch(() => {});
  };
  return [kept, keep];
}

/** Whatever stands there: only what this version understands is taken. */
export function parseKeptView(text: string): KeptView {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof read !== "object" || read === null) return {};
  const { sort, grouping, isPreviewOpen, sizes } = read as Record<string, unknown>;
  return {
    ...(isSort(sort) ? { sort } : {}),
    ...(grouping === "folder" || grouping === "none" ? { grouping } : {}),
    ...(typeof isPreviewOpen === "boolean" ? { isPreviewOpen } : {}),
    ...(typeof sizes === "object" && sizes !== null ? { sizes: numbersOf(sizes) } : {}),
  };
}

function isSort(read: unknown): read is GridSort {
  if (typeof read !== "object" || read === null) return false;
  const { column, descending } = read as Record<string, unknown>;
  return COLUMNS.some((name) => name === column) && typeof descending === "boolean";
}

function numbersOf(read: object): Record<string, number> {
  const entries = Object.entries(read) as [string, unknown][];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}
