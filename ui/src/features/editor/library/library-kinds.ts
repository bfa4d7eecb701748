import type { EditorKind, KindCategory, KindView } from "@/ipc/bindings";

export interface LibraryKind {
  name: string;
  title: string;
  doc: string;
}

export interface LibraryGroup {
  category: KindCategory;
  title: string;
  kinds: LibraryKind[];
}

const GROUPS: readonly [KindCategory, string][] = [
  ["act", "In the page"],
  ["read", "Read and check"],
  ["think", "Model and code"],
  ["flow", "Flow"],
  ["send", "Send and store"],
];

/** The kinds for new blocks, in the order of the catalogue; those kept for old workflows are left out. */
export function libraryGroups(
  kinds: readonly KindView[],
  details: readonly EditorKind[],
): LibraryGroup[] {
  const byName = new Map(details.map((kind) => [kind.name, kind]));
  return GROUPS.map(([category, title]) => ({
    category,
    title,
    kinds: kinds.flatMap((kind) => {
      const detail = byName.get(kind.name);
      if (kind.category !== category || !detail || detail.isLegacy) return [];
      return [{ name: kind.name, title: kind.title, doc: detail.doc }];
    }),
  })).filter((group) => group.kinds.length > 0);
}

/** Kinds whose title, name or description holds all words; those whose title begins with them first. */
export function searchKinds(groups: readonly LibraryGroup[], text: string): LibraryKind[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = groups.flatMap(({ kinds }) =>
    kinds.flatMap((kind) => {
      const rank = rankOf(kind, words);
      return rank === null ? [] : [{ kind, rank }];
    }),
  );
  return found.toSorted((one, other) => one.rank - other.rank).map(({ kind }) => kind);
}

function rankOf({ title, name, doc }: LibraryKind, words: readonly string[]): number | null {
  const names = `${title} ${name.replaceAll("_", " ")}`.toLowerCase();
  const all = `${names} ${doc.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return null;
  if (title.toLowerCase().startsWith(words.join(" "))) return 0;
  return words.every((word) => names.includes(word)) ? 1 : 2;
}
