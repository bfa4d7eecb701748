/* The outline of blocks as lines of a tree: blocks, and one line for each branch of a condition. */
import type { OutlineBranch, OutlineNode } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

export type OutlineLine =
  | { type: "block"; id: string; node: OutlineNode }
  | { type: "branch"; id: string; branch: OutlineBranch; position: number; count: number };

/** The first level. Ids are paths: labels are unique in a sound workflow, but not in every one that is saved. */
export function outlineLines(nodes: readonly OutlineNode[], path = ""): OutlineLine[] {
  return nodes.map((node, index) => ({ type: "block", id: `${path}/${index}`, node }));
}

export function linesBelow(line: OutlineLine): OutlineLine[] {
  if (line.type === "branch") return outlineLines(line.branch.nodes, line.id);
  const branches = line.node.branches.map(
    (branch, index, all): OutlineLine => ({
      type: "branch",
      id: `${line.id}?${index}`,
      branch,
      position: index + 1,
      count: all.length,
    }),
  );
  return [...outlineLines(line.node.children, line.id), ...branches];
}

/** The quiet words at the end of a line. */
export function outlineAux(line: OutlineLine, isUnstructured: boolean): string | null {
  if (line.type === "branch") {
    return line.branch.nodes.length === 0 ? "Nothing here, goes on" : null;
  }
  const { node } = line;
  if (isUnstructured) return node.goesTo === null ? "ends" : `goes to ${node.goesTo}`;
  if (node.branches.length > 0) return formatAmount(node.branches.length, "branch", "branches");
  if (node.children.length > 0) return node.summary || null;
  return node.isFinally ? "always at the end" : null;
}

/** What a screen reader says: "is_match, Condition, 2 branches", "Branch 1 of 2, If remote or in EU". */
export function outlineLabel(
  line: OutlineLine,
  kindTitle: string,
  isUnstructured: boolean,
): string {
  const aux = outlineAux(line, isUnstructured);
  const parts =
    line.type === "branch"
      ? [`Branch ${line.position} of ${line.count}`, branchCaption(line.branch)]
      : [line.node.label, kindTitle];
  return [...parts, aux].filter(Boolean).join(", ");
}

export function branchCaption(branch: OutlineBranch): string {
  if (branch.caption !== "") return branch.caption;
  return branch.isDefault ? "Otherwise" : "Branch";
}
