/*
 * Where two texts differ, by lines or by words. Fast enough for a megabyte while somebody types: pieces that occur once
 * in both are the anchors (patience), what lies between them is compared by its ends.
 */

/** A stretch to be replaced: `from` and `to` in the older text, in UTF-16 units. */
export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

interface Stretch {
  /** Places in the older list, the end not included. */
  before: readonly [number, number];
  after: readonly [number, number];
}

/** The least changes of whole lines, cut to the letters that differ, that turn `before` into `after`. */
export function textChanges(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const olds = splitLines(before);
  const news = splitLines(after);
  const starts = startsOf(olds);
  return stretches(olds, news).map(({ before: [a, b], after: [c, d] }) => {
    const from = starts[a] ?? before.length;
    const to = starts[b] ?? before.length;
    return trimmed(before, { from, to, insert: news.slice(c, d).join("") });
  });
}

export interface WordPart {
  change: "same" | "added" | "removed";
  text: string;
}

/** The words of both texts in order, what is gone before what has come. */
export function wordParts(before: string, after: string): WordPart[] {
  const olds = splitWords(before);
  const news = splitWords(after);
  const parts: WordPart[] = [];
  const add = (change: WordPart["change"], words: readonly string[]) => {
    if (words.length > 0) parts.push({ change, text: words.join("") });
  };
  let done = 0;
  for (const {
    before: [a, b],
    after: [c, d],
  } of stretches(olds, news)) {
    add("same", olds.slice(done, a));
    add("removed", olds.slice(a, b));
    add("added", news.slice(c, d));
    done = b;
  }
  add("same", olds.slice(done));
  return parts;
}

/** Where two lists differ, in order. */
function stretches(before: readonly string[], after: readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  const waiting: Stretch[] = [{ before: [0, before.length], after: [0, after.length] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const part = withoutEnds(before, after, next);
    const isEmptyBefore = part.before[0] === part.before[1];
    const isEmptyAfter = part.after[0] === part.after[1];
    if (isEmptyBefore && isEmptyAfter) continue;
    const anchors = isEmptyBefore || isEmptyAfter ? [] : anchorsOf(before, after, part);
    if (anchors.length === 0) found.push(part);
    else waiting.push(...between(part, anchors).reverse());
  }
  return found;
}

function withoutEnds(
  before: readonly string[],
  after: readonly string[],
  { before: [from, to], after: [start, end] }: Stretch,
): Stretch {
  let [a, b, c, d] = [from, to, start, end];
  while (a < b && c < d && before[a] === after[c]) {
    a += 1;
    c += 1;
  }
  while (a < b && c < d && before[b - 1] === after[d - 1]) {
    b -= 1;
    d -= 1;
  }
  return { before: [a, b], after: [c, d] };
}

type Anchor = readonly [before: number, after: number];

/** Pieces that occur once on each side, the longest run of them that stands in the same order. */
function anchorsOf(before: readonly string[], after: readonly string[], part: Stretch): Anchor[] {
  const places = onlyPlaces(before, part.before);
  const pairs: Anchor[] = [];
  for (const [piece, place] of onlyPlaces(after, part.after)) {
    const old = places.get(piece);
    if (old !== undefined && old >= 0 && place >= 0) pairs.push([old, place]);
  }
  return longestRising(pairs.sort((one, other) => one[1] - other[1]));
}

/** Where each piece stands; -1 if it occurs more than once. */
function onlyPlaces(list: readonly string[], [from, to]: readonly [number, number]) {
  const places = new Map<string, number>();
  for (let place = from; place < to; place += 1) {
    const piece = list[place] ?? "";
    places.set(piece, places.has(piece) ? -1 : place);
  }
  return places;
}

/** The longest part of the pairs whose first numbers rise. */
function longestRising(pairs: readonly Anchor[]): Anchor[] {
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([old], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[0] ?? 0) < old) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  });
  const run: Anchor[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

function between(part: Stretch, anchors: readonly Anchor[]): Stretch[] {
  const parts: Stretch[] = [];
  let [a, c] = [part.before[0], part.after[0]];
  for (const [old, place] of anchors) {
    parts.push({ before: [a, old], after: [c, place] });
    a = old + 1;
    c = place + 1;
  }
  parts.push({ before: [a, part.before[1]], after: [c, part.after[1]] });
  return parts;
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Whole references, words, white space and single signs. */
function splitWords(text: string): string[] {
  return text.match(/\{\{[^{}\n]{0,200}\}\}|[\p{L}\p{N}_]+|[^\S\n]+|[\s\S]/gu) ?? [];
}

function startsOf(lines: readonly string[]): number[] {
  let start = 0;
  return lines.map((line) => {
    const own = start;
    start += line.length;
    return own;
  });
}

/** Without the letters that are alike at both ends. */
function trimmed(text: string, { from, to, insert }: TextChange): TextChange {
  let head = 0;
  const most = Math.min(to - from, insert.length);
  while (head < most && text[from + head] === insert[head]) head += 1;
  let tail = 0;
  while (tail < most - head && text[to - 1 - tail] === insert[insert.length - 1 - tail]) tail += 1;
  return { from: from + head, to: to - tail, insert: insert.slice(head, insert.length - tail) };
}
