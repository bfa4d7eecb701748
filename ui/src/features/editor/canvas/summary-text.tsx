import { ReferenceChip } from "@/components/chip";

interface SummaryTextProps {
  /** One line with references in double braces. */
  text: string;
  /** Names that nothing defines, one a line. */
  unknownNames: string;
}

/** The line of a block that says what it does, its references as chips. */
export function SummaryText({ text, unknownNames }: SummaryTextProps) {
  const unknown = new Set(unknownNames.split("\n").map(rootOf));
  return summaryParts(text).map(({ reference, words, at }) =>
    reference ? (
      <ReferenceChip key={at} bad={unknown.has(rootOf(words))}>
        {words}
      </ReferenceChip>
    ) : (
      words
    ),
  );
}

interface SummaryPart {
  reference: boolean;
  words: string;
  /** Where it begins. */
  at: number;
}

export function summaryParts(text: string): SummaryPart[] {
  const parts: SummaryPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)) {
    if (match.index > end)
      parts.push({ reference: false, words: text.slice(end, match.index), at: end });
    parts.push({ reference: true, words: match[1] ?? "", at: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ reference: false, words: text.slice(end), at: end });
  return parts;
}

/** `rows` of `rows.items[0] | length`. */
function rootOf(path: string): string {
  return path.split(/[.[\s|(]/, 1)[0] ?? path;
}
