// For tests: blocks written as an indented outline. `loop x`, `if x` with branches `? caption`, `off x`, `finally x`,
// and `-> x a,b` for a block of a list without order; anything else is a plain block.
import type { Node } from "@/ipc/bindings";

interface Opened {
  node: Node | null;
  branch: number | null;
  indent: number;
}

export function sampleNodes(source: string): Node[] {
  const nodes: Node[] = [];
  const open: Opened[] = [{ node: null, branch: null, indent: -1 }];
  for (const line of source.split("\n")) {
    const indent = line.length - line.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const around = open.at(-1);
    const text = line.trim();
    if (text.startsWith("? ")) {
      const branches = around?.node?.branches;
      branches?.push(branchHead(text.slice(2)));
      open.push({ node: around?.node ?? null, branch: (branches?.length ?? 1) - 1, indent });
      continue;
    }
    const node = nodeOf(text, around, open.length - 1);
    nodes.push(node);
    open.push({ node, branch: null, indent });
  }
  return nodes;
}

function nodeOf(text: string, around: Opened | undefined, depth: number): Node {
  const [, word, label = "", links] =
    /^(?:(loop|if|off|finally|->) )?(\S+)(?: (\S+))?$/.exec(text) ?? [];
  const inGraph = word === "->";
  return {
    key: label,
    label,
    kind: word === "loop" ? "for_loop" : word === "if" ? "conditional" : "task",
    summary: "",
    parent: around?.node?.key ?? null,
    branch: around?.branch ?? null,
    depth,
    isLoop: word === "loop",
    branches: [],
    goesTo: inGraph
      ? (links?.split(",") ?? [null]).map((to, at) => [at === 0 ? null : at, to])
      : [],
    inGraph,
    isOff: word === "off",
    isFinally: word === "finally",
    continueOnFailure: false,
  };
}

function branchHead(caption: string): Node["branches"][number] {
  return { caption, expression: caption, description: null, isDefault: caption === "no" };
}
