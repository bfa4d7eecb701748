import type { ReferenceName } from "@/ipc/bindings";

/**
 * The names that match what is typed: those that begin with it first, then those with a part that does, then the rest;
 * among alike in the order of the scope. Names inside a value come with a few letters only.
 */
export function matchingNames(names: readonly ReferenceName[], typed: string): ReferenceName[] {
  const text = typed.toLowerCase();
  if (text === "") return names.filter((name) => !name.isNested);
  return names
    .map((name, place) => ({ name, place, rank: rankOf(name.path.toLowerCase(), text) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0) || one.place - other.place)
    .map(({ name }) => name);
}

function rankOf(path: string, text: string): number | null {
  if (path.startsWith(text)) return 0;
  const at = path.indexOf(text);
  if (at > 0) return /[._[]/.test(path[at - 1] ?? "") ? 1 : 2;
  return lettersOf(path, text) === null ? null : 3;
}

/** Where the typed letters stand in the path, as pairs of start and end; null where one is missing. */
export function matchedRanges(path: string, typed: string): number[] {
  const text = typed.toLowerCase();
  if (text === "") return [];
  const at = path.toLowerCase().indexOf(text);
  if (at >= 0) return [at, at + text.length];
  return (lettersOf(path.toLowerCase(), text) ?? []).flatMap((place) => [place, place + 1]);
}

function lettersOf(path: string, text: string): number[] | null {
  const places: number[] = [];
  let from = 0;
  for (const letter of text) {
    const at = path.indexOf(letter, from);
    if (at < 0) return null;
    places.push(at);
    from = at + 1;
  }
  return places;
}
