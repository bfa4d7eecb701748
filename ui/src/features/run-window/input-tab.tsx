import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import type { DetailsProps } from "@/features/run-window/details";
import { isEmptyValue, NodeValue } from "@/features/run-window/node-value";
import { SourceChoice } from "@/features/run-window/source-choice";
import { nodeTitle } from "@/features/run-window/timeline-tree";
import { useOpenRun } from "@/features/run-window/use-open-run";
import { ValueView } from "@/features/run-window/value-view";
import type { RunHead, RunId, TimelineNode } from "@/ipc/bindings";

const PARAMETERS = "parameters";

/** What went into the chosen block; without one, or on demand, the parameters of the run. */
export function InputTab({ run, chosen }: DetailsProps) {
  const [wantsParameters, setWantsParameters] = useState(false);
  const { inputs } = run.head;
  const node = chosen === null ? undefined : run.nodes.get(chosen);
  const isBlock = node !== undefined && !wantsParameters;
  const options = [{ value: PARAMETERS, label: "Parameters" }];
  if (node) options.unshift({ value: node.id, label: nodeTitle(node) });
  const head = (
    <SourceChoice
      label="Shown input"
      value={isBlock ? node.id : PARAMETERS}
      options={options}
      onChange={(value) => setWantsParameters(value === PARAMETERS)}
    />
  );
  if (isBlock) {
    return (
      <>
        {node.childRun && <ChildRun head={run.head} node={node} childRun={node.childRun} />}
        <NodeValue
          key={node.id}
          run={run}
          node={node}
          part="inputs"
          name={`${node.label} input`}
          head={head}
          empty="Nothing goes into this block."
        />
      </>
    );
  }
  if (isEmptyValue(inputs)) return <EmptyState inline title="This workflow has no parameters." />;
  return <ValueView name={PARAMETERS} head={head} value={inputs} />;
}

/** The block started a run of its own. */
function ChildRun({
  head,
  node,
  childRun,
}: {
  head: RunHead;
  node: TimelineNode;
  childRun: RunId;
}) {
  const openRun = useOpenRun(head);
  return (
    <div className="child-run">
      <Button size="sm" icon={Play} onClick={() => openRun(childRun, node.label)}>
        Open the run it started
      </Button>
    </div>
  );
}
