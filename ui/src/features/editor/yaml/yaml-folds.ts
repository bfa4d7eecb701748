/*
 * What of a YAML text can be folded, read from its indentation alone: the text may be a megabyte, or half typed.
 * Lines are numbered from 1.
 */

export interface YamlFold {
  /** The line of the key; it stays. */
  line: number;
  /** The last line that is hidden. */
  end: number;
  key: string;
  /** What stands in the place of the lines: "3 items", "14 lines". */
  words: string;
}

/** Lists of blocks and what holds them stay open: they are what one came for. */
const KEPT_OPEN = new Set(["workflow_definition", "blocks", "loop_blocks"]);
/** Shorter values are no burden. */
const LEAST_LINES = 4;

const KEY =
  /^(\s*(?:- +)*)(?:"([^"]*)"|'([^']*)'|([^\s#'"{}[\],&*!|>%@`][^:#]*?))\s*:(?:\s+(.*))?$/;
const BLOCK_SCALAR = /^[|>][-+0-9]*\s*(?:#.*)?$/;

/** How to read lines without having them all in one list. */
export interface Lines {
  count: number;
  text: (line: number) => string;
}

/** Values to fold when the text is opened: long lists and maps that are no lists of blocks. */
export function firstFolds(lines: Lines): YamlFold[] {
  const folds: YamlFold[] = [];
  let line = 1;
  while (line <= lines.count) {
    const fold = foldAt(lines, line);
    const isText = fold !== null && isBlockScalar(lines.text(line));
    const isLong = fold !== null && fold.end - fold.line >= LEAST_LINES;
    if (fold && isText) line = fold.end + 1;
    else if (fold && isLong && !KEPT_OPEN.has(fold.key)) {
      folds.push(fold);
      line = fold.end + 1;
    } else line += 1;
  }
  return folds;
}

/** The value that begins under the key of this line. */
export function foldAt(lines: Lines, line: number): YamlFold | null {
  const found = KEY.exec(lines.text(line));
  if (!found) return null;
  const [, lead = "", quoted, single, plain, value = ""] = found;
  const isText = BLOCK_SCALAR.test(value);
  if (value !== "" && !value.startsWith("#") && !isText) return null;
  const end = endOf(lines, line, lead.length, isText);
  if (end === line) return null;
  return {
    line,
    end,
    key: quoted ?? single ?? plain ?? "",
    words: isText ? amount(end - line, "line") : wordsFor(lines, line + 1, end),
  };
}

function isBlockScalar(text: string): boolean {
  return BLOCK_SCALAR.test(KEY.exec(text)?.[5] ?? "");
}

/** The last line that belongs to a value; empty lines and comments at its end do not. */
function endOf(lines: Lines, line: number, indent: number, isText: boolean): number {
  let end = line;
  for (let next = line + 1; next <= lines.count; next += 1) {
    const text = lines.text(next);
    if (text.trim() === "") continue;
    const depth = indentOf(text);
    // The items of a list may stand as far left as its key.
    const isItem = !isText && depth === indent && text.startsWith("- ", depth);
    if (depth <= indent && !isItem) break;
    if (isText || !text.startsWith("#", depth)) end = next;
  }
  return end;
}

function wordsFor(lines: Lines, first: number, last: number): string {
  let from = first;
  while (from < last && lines.text(from).trim() === "") from += 1;
  const indent = indentOf(lines.text(from));
  const isItem = (text: string) => indentOf(text) === indent && /^-(\s|$)/.test(text.slice(indent));
  if (!isItem(lines.text(from))) return amount(last - first + 1, "line");
  let items = 0;
  for (let line = from; line <= last; line += 1) if (isItem(lines.text(line))) items += 1;
  return amount(items, "item");
}

/** The keys that lead to a line, outermost first. */
export function keysAt(lines: Lines, line: number): string[] {
  const keys: string[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let next = line; next >= 1 && limit > 0; next -= 1) {
    const text = lines.text(next);
    const found = KEY.exec(text);
    if (!found || text.trim() === "") continue;
    const depth = found[1]?.length ?? 0;
    if (depth >= limit) continue;
    keys.unshift(found[2] ?? found[3] ?? found[4] ?? "");
    limit = indentOf(text) < depth ? indentOf(text) + 1 : depth;
  }
  return keys;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function amount(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
