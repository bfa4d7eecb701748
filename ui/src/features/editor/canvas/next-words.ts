import type { Node } from "@/ipc/bindings";

/** At the end of a loop: "Next listing" for one over `rows.listings`. */
export function nextWords(node: Node): string {
  if (node.kind === "while_loop") return "Next round";
  const path = /\{\{\s*([\w.]+)/.exec(node.summary)?.[1];
  const name = path
    ?.split(".")
    .at(-1)
    ?.replace(/_output$/, "");
  const one = name === undefined ? null : singular(name);
  return one === null ? "Next item" : `Next ${one.replaceAll("_", " ")}`;
}

/** Null where the word does not say clearly that there are several. */
function singular(name: string): string | null {
  if (/[^aeiou]ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(name)) return null;
  if (/(?:ch|sh|x|ss)es$/.test(name)) return name.slice(0, -2);
  return /[a-z]s$/.test(name) ? name.slice(0, -1) : null;
}
