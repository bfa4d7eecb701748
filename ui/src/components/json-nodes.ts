/** One line of a JSON tree. */
export interface JsonNode {
  /** Where the value stands: `$.items[2].name`. */
  path: string;
  /** Key in the object, index in the list; null for the value as a whole. */
  key: string | null;
  /** The key is an index. */
  isIndex: boolean;
  value: unknown;
}

const made = new WeakMap<object, { path: string; nodes: JsonNode[] }>();

export function rootNodes(value: unknown): JsonNode[] {
  const whole: JsonNode = { path: "$", key: null, isIndex: false, value };
  return isBranch(whole) ? childNodes(whole) : [whole];
}

export function isBranch({ value }: JsonNode): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    (Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0)
  );
}

/** Made once per value: a list of ten thousand is asked for its lines at every key press. */
export function childNodes({ path, value }: JsonNode): JsonNode[] {
  if (typeof value !== "object" || value === null) return [];
  const known = made.get(value);
  if (known?.path === path) return known.nodes;
  const nodes: JsonNode[] = Array.isArray(value)
    ? value.map((item, index) => ({
        path: `${path}[${index}]`,
        key: String(index),
        isIndex: true,
        value: item,
      }))
    : Object.entries(value).map(([key, item]) => ({
        path: `${path}${step(key)}`,
        key,
        isIndex: false,
        value: item,
      }));
  made.set(value, { path, nodes });
  return nodes;
}

/** The ids to expand at first: level by level, while the tree stays below `most` lines. */
export function firstExpanded(value: unknown, most: number): Set<string> {
  const expanded = new Set<string>();
  let level = rootNodes(value);
  let lines = level.length;
  while (level.length > 0) {
    const branches = level.filter(isBranch);
    const next = branches.flatMap(childNodes);
    lines += next.length;
    if (next.length === 0 || lines > most) break;
    for (const node of branches) expanded.add(node.path);
    level = next;
  }
  return expanded;
}

/** A value in one line: text in quotes, the size of what is folded. */
export function previewOf(value: unknown): {
  text: string;
  kind: "string" | "number" | "word" | "size";
} {
  if (typeof value === "string") return { text: JSON.stringify(value), kind: "string" };
  if (typeof value === "number") return { text: String(value), kind: "number" };
  if (Array.isArray(value))
    return { text: value.length === 0 ? "[]" : `[ ${value.length} ]`, kind: "size" };
  if (typeof value === "object" && value !== null) {
    const count = Object.keys(value).length;
    return { text: count === 0 ? "{}" : `{ ${count} }`, kind: "size" };
  }
  return { text: String(value), kind: "word" };
}

/** What "Copy value" copies: a text as it is, everything else as JSON. */
export function copyOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
