import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { region } from "@/components/regions";
import { PanelHead } from "@/components/section";
import { Switch } from "@/components/switch";
import { Tree, type TreeHandle } from "@/components/tree";
import { RunFacts } from "@/features/run-window/run-facts";
import type { RunModel } from "@/features/run-window/run-model";
import { lengthWords } from "@/features/run-window/run-words";
import { lineLabel, TimelineLine } from "@/features/run-window/timeline-line";
import { TimelineMenu } from "@/features/run-window/timeline-menu";
import {
  changeFolds,
  countBroken,
  type Folds,
  isBroken,
  openBlocks,
} from "@/features/run-window/timeline-tree";
import type { NodeId, TimelineNode } from "@/ipc/bindings";
import { usePaintedMark } from "@/lib/painted";
import "./timeline.css";

interface TimelineProps {
  run: RunModel;
  chosen: NodeId | null;
  isFollowing: boolean;
  onPick: (node: NodeId) => void;
  onFollow: (isFollowing: boolean) => void;
}

/** From this many blocks on only the visible ones are drawn. */
const MANY = 150;

/** The blocks of the run as a tree, in the order in which they are read, and the facts of the run. */
export const Timeline = memo(function Timeline({
  run,
  chosen,
  isFollowing,
  onPick,
  onFollow,
}: TimelineProps) {
  usePaintedMark("timeline", run.order.length > 0);
  return (
    <nav {...region} className="run-timeline" aria-label="Blocks of this run">
      <PanelHead aux={<TimelineAux run={run} isFollowing={isFollowing} onFollow={onFollow} />}>
        Blocks
      </PanelHead>
      {run.order.length > 0 ? (
        <Blocks run={run} chosen={chosen} onPick={onPick} />
      ) : (
        <p className="run-timeline-empty">
          {run.head.isFinal ? "This run had no blocks" : "Waiting for the first block"}
        </p>
      )}
      <RunFacts head={run.head} />
    </nav>
  );
});

function TimelineAux({
  run,
  isFollowing,
  onFollow,
}: Pick<TimelineProps, "run" | "isFollowing" | "onFollow">) {
  const broken = useMemo(() => countBroken(run.nodes, run.children), [run.nodes, run.children]);
  return (
    <>
      {run.head.isFinal && broken > 0 && `${broken} failed`}
      {run.head.isFinal && broken === 0 && lengthWords({ ...run.head, steps: null })}
      <Switch checked={isFollowing} onChange={onFollow}>
        Follow
      </Switch>
    </>
  );
}

function Blocks({ run, chosen, onPick }: Pick<TimelineProps, "run" | "chosen" | "onPick">) {
  const { nodes, children } = run;
  const [folds, setFolds] = useState<Folds>(new Map());
  const tree = useRef<TreeHandle>(null);
  const open = useMemo(
    () => openBlocks({ nodes, children }, folds, chosen),
    [nodes, children, folds, chosen],
  );
  const isMany = run.order.length > MANY;

  useEffect(() => {
    if (chosen !== null) tree.current?.reveal(chosen);
  }, [chosen]);

  const top = useMemo(() => known(nodes, children.get(null)), [nodes, children]);
  const childrenOf = useCallback(
    (node: TimelineNode) => known(nodes, children.get(node.id)),
    [nodes, children],
  );
  const blocks = (
    <Tree<TimelineNode>
      ref={tree}
      label="Blocks"
      variant="timeline"
      virtual={isMany}
      nodes={top}
      nodeId={(node) => node.id}
      childrenOf={childrenOf}
      expanded={open}
      onExpandedChange={(next) => setFolds(changeFolds(folds, open, next))}
      selected={chosen}
      onSelect={(node) => onPick(node.id)}
      nodeLabel={lineLabel}
      toneOf={(node) => toneOf(node, children.get(node.id), nodes)}
      menuOf={(node) => <TimelineMenu node={node} head={run.head} />}
      renderNode={(node, { twist }) => (
        <TimelineLine
          node={node}
          twist={twist}
          needsPerson={run.head.approval?.node === node.id && !run.head.isFinal}
        />
      )}
    />
  );
  return isMany ? blocks : <div className="run-timeline-tree">{blocks}</div>;
}

function known(nodes: RunModel["nodes"], ids: readonly NodeId[] | undefined): TimelineNode[] {
  return (ids ?? []).map((id) => nodes.get(id)).filter((node) => node !== undefined);
}

/** The one failing line, not the loops around it, and what has not happened. */
function toneOf(
  node: TimelineNode,
  below: readonly NodeId[] | undefined,
  nodes: RunModel["nodes"],
) {
  if (["waiting", "notRun", "skipped"].includes(node.status)) return "quiet";
  if (!isBroken(node.status)) return undefined;
  return below?.some((id) => isBroken(nodes.get(id)?.status ?? "unknown")) ? undefined : "danger";
}
