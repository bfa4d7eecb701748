import { useMemo, useState } from "react";
import { Tree } from "@/components/tree";
import { branchIds } from "@/components/tree-rows";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { type KindCatalogue, useKinds } from "@/features/blocks/kinds";
import {
  branchCaption,
  linesBelow,
  type OutlineLine,
  outlineAux,
  outlineLabel,
  outlineLines,
} from "@/features/workflows/outline-model";
import type { OutlineView } from "@/ipc/bindings";
import "./outline-tree.css";

/** The blocks of a workflow as a tree, read-only. Everything is unfolded at first. */
export function OutlineTree({ outline }: { outline: OutlineView }) {
  const catalogue = useKinds();
  const { nodes, isUnstructured } = outline;
  const lines = useMemo(() => outlineLines(nodes), [nodes]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const expandable = useMemo(
    () => branchIds({ nodes: lines, nodeId: idOf, childrenOf: linesBelow }),
    [lines],
  );
  const expanded = new Set([...expandable].filter((id) => !folded.has(id)));
  return (
    <>
      {isUnstructured && (
        <p className="outline-note">The blocks form no tree. Each line says where it goes next.</p>
      )}
      <Tree
        label="Blocks"
        nodes={lines}
        nodeId={idOf}
        childrenOf={linesBelow}
        expanded={expanded}
        onExpandedChange={(next) =>
          setFolded(new Set([...expandable].filter((id) => !next.has(id))))
        }
        nodeLabel={(line) => outlineLabel(line, kindTitle(line, catalogue), isUnstructured)}
        renderNode={(line) => <LineWords line={line} isUnstructured={isUnstructured} />}
      />
    </>
  );
}

function LineWords({ line, isUnstructured }: { line: OutlineLine; isUnstructured: boolean }) {
  const catalogue = useKinds();
  const aux = outlineAux(line, isUnstructured);
  const end = aux && (
    <span className="tree-aux outline-aux truncate" title={aux}>
      {aux}
    </span>
  );
  if (line.type === "branch") {
    const caption = branchCaption(line.branch);
    return (
      <>
        <span className="branch-pill truncate" title={caption}>
          {caption}
        </span>
        {end}
      </>
    );
  }
  return (
    <>
      <KindGlyph kind={line.node.kind} catalogue={catalogue} size={18} />
      <span className="mono truncate outline-label" title={line.node.summary || line.node.label}>
        {line.node.label}
      </span>
      {end}
    </>
  );
}

function kindTitle(line: OutlineLine, catalogue: KindCatalogue): string {
  return line.type === "block" ? catalogue.find(line.node.kind).title : "";
}

function idOf(line: OutlineLine): string {
  return line.id;
}
