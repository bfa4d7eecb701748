import { queryOptions, useQuery } from "@tanstack/react-query";
import type { KindView } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** The kinds of blocks that this version knows, and a description for every other. */
export interface KindCatalogue {
  /** False until the backend has told them; nothing is drawn for a kind by then. */
  isKnown: boolean;
  /** In the order of a library: by category, the usual ones first. */
  kinds: readonly KindView[];
  /** Never fails: a kind of a newer server gets a neutral description. */
  find: (name: string) => KindView;
}

/** The catalogue does not change while the app runs. */
const kindsQuery = queryOptions({
  queryKey: ["blocks", "kinds"],
  queryFn: () => host.kinds(),
  gcTime: Number.POSITIVE_INFINITY,
});

/** The catalogue of block kinds. */
export function useKinds(): KindCatalogue {
  const { data } = useQuery({ ...kindsQuery, select: kindCatalogue });
  return data ?? NOTHING_KNOWN;
}

/** A catalogue of these kinds. The same name always gives the same object. */
export function kindCatalogue(kinds: readonly KindView[]): KindCatalogue {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const find = (name: string) => {
    const known = byName.get(name);
    if (known) return known;
    const unknown = unknownKind(name);
    byName.set(name, unknown);
    return unknown;
  };
  return { isKnown: true, kinds, find };
}

const NOTHING_KNOWN: KindCatalogue = { isKnown: false, kinds: [], find: unknownKind };

function unknownKind(name: string): KindView {
  return { name, title: `Unknown block “${name}”`, category: "flow", glyph: "puzzle" };
}
