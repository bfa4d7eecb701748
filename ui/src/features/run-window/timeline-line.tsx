import type { ReactNode } from "react";
import { StatusGlyph, statusLook } from "@/components/status";
import { Elapsed } from "@/components/time";
import { lineEnd } from "@/features/run-window/run-words";
import { isUnderWay, nodeTitle } from "@/features/run-window/timeline-tree";
import type { TimelineNode } from "@/ipc/bindings";

interface TimelineLineProps {
  node: TimelineNode;
  twist: ReactNode;
  /** It waits for a person. */
  needsPerson: boolean;
}

/** A block: its state, its label, the branch that was taken, and how long it took. */
export function TimelineLine({ node, twist, needsPerson }: TimelineLineProps) {
  const title = nodeTitle(node);
  return (
    <>
      <StatusGlyph status={needsPerson ? "needsYou" : node.status} size={15} />
      {twist}
      <span
        className={node.role === "block" ? "mono truncate" : "truncate"}
        title={node.failure ?? node.summary ?? title}
      >
        {title}
      </span>
      {node.branch && (
        <span className="run-branch truncate" title={node.branch}>
          {node.branch}
        </span>
      )}
      <LineEnd node={node} />
    </>
  );
}

function LineEnd({ node }: { node: TimelineNode }) {
  const words = lineEnd(node);
  if (words !== null) return <span className="tree-aux">{words}</span>;
  if (!isUnderWay(node.status) || !node.startedAt) return null;
  return (
    <span className="tree-aux">
      <Elapsed since={node.startedAt} />
    </span>
  );
}

/** "process_each, loop 3 / 5, Running". */
export function lineLabel(node: TimelineNode): string {
  const parts = [nodeTitle(node), node.branch, statusLook(node.status).word, lineEnd(node)];
  return [...new Set(parts)].filter(Boolean).join(", ");
}
