interface HighlightProps {
  text: string;
  /** Found places as [start, length], in characters. */
  ranges: readonly (readonly [number, number])[];
}

/** A text with the found places marked. */
export function Highlight({ text, ranges }: HighlightProps) {
  return highlightParts(text, ranges).map((part) =>
    part.isFound ? (
      <mark key={part.start}>{part.text}</mark>
    ) : (
      <span key={part.start}>{part.text}</span>
    ),
  );
}

interface HighlightPart {
  start: number;
  text: string;
  isFound: boolean;
}

/** Cuts a text at its found places. Ranges may touch, overlap, be out of order or reach beyond the text. */
export function highlightParts(text: string, ranges: HighlightProps["ranges"]): HighlightPart[] {
  // Characters, not UTF-16 units: the search counts them so.
  const letters = Array.from(text);
  const parts: HighlightPart[] = [];
  const add = (start: number, end: number, isFound: boolean) => {
    if (end > start) parts.push({ start, text: letters.slice(start, end).join(""), isFound });
  };
  let done = 0;
  for (const [start, length] of [...ranges].sort(([a], [b]) => a - b)) {
    const from = Math.max(done, start);
    const to = Math.min(letters.length, start + length);
    if (to <= from) continue;
    add(done, from, false);
    add(from, to, true);
    done = to;
  }
  add(done, letters.length, false);
  return parts;
}
