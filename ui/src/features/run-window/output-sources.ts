/* Which outputs there are to show, the fitting one first. Pure. */
import type { RunModel } from "@/features/run-window/run-model";
import { ancestorsOf } from "@/features/run-window/timeline-tree";
import type { NodeId, TimelineNode } from "@/ipc/bindings";

export interface OutputSource {
  id: string;
  name: string;
  /** The block whose output is read when it is shown; else `value` is the output. */
  node?: TimelineNode;
  value?: unknown;
}

/** The chosen block with an output, or the nearest around it; each output of the run; all of them together. */
export function outputSources(run: RunModel, chosen: NodeId | null): OutputSource[] {
  const { outputs } = run.head;
  const sources: OutputSource[] = [];
  const node = blockWithOutput(run, chosen);
  if (node) sources.push({ id: `block ${node.id}`, name: `${node.label}_output`, node });
  if (typeof outputs !== "object" || outputs === null || Array.isArray(outputs)) {
    if (outputs !== null && outputs !== undefined)
      sources.push({ id: "all", name: "Output", value: outputs });
    return sources;
  }
  const entries = Object.entries(outputs);
  for (const [name, value] of entries) sources.push({ id: `output ${name}`, name, value });
  if (entries.length > 1) sources.push({ id: "all", name: "All outputs", value: outputs });
  return sources;
}

function blockWithOutput(run: RunModel, chosen: NodeId | null): TimelineNode | undefined {
  if (chosen === null) return undefined;
  return [chosen, ...ancestorsOf(run.nodes, chosen)]
    .map((id) => run.nodes.get(id))
    .find((node) => node?.hasOutput && node.role === "block");
}
