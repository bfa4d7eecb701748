import { type ReactNode, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import type { DetailsProps } from "@/features/run-window/details";
import { Downloads } from "@/features/run-window/downloads";
import { isEmptyValue, NodeValue } from "@/features/run-window/node-value";
import { type OutputSource, outputSources } from "@/features/run-window/output-sources";
import type { RunModel } from "@/features/run-window/run-model";
import { SourceChoice } from "@/features/run-window/source-choice";
import { ValueView } from "@/features/run-window/value-view";

/** What came out: of the chosen block or a block around it, else of the run; and the files. */
export function OutputTab({ run, chosen }: DetailsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const sources = outputSources(run, chosen);
  const source = sources.find((each) => each.id === wanted) ?? sources[0];
  const head = source && (
    <SourceChoice
      label="Shown output"
      value={source.id}
      options={sources.map(({ id, name }) => ({ value: id, label: name }))}
      // The block is what is shown by itself: choosing it follows the choice of blocks again.
      onChange={(id) => setWanted(id === sources[0]?.id && sources[0].node ? null : id)}
    />
  );
  return (
    <div className="output-tab">
      <div className="output-value">
        {source ? (
          <SourceValue key={source.id} run={run} source={source} head={head} />
        ) : (
          <EmptyState
            inline
            title={
              run.head.isFinal
                ? "This run has no outputs."
                : "Outputs appear when a block has brought one."
            }
          />
        )}
      </div>
      <Downloads head={run.head} />
    </div>
  );
}

function SourceValue({
  run,
  source,
  head,
}: {
  run: RunModel;
  source: OutputSource;
  head: ReactNode;
}) {
  if (source.node) {
    return (
      <NodeValue
        run={run}
        node={source.node}
        part="output"
        name={source.name}
        head={head}
        empty="This block has no output."
      />
    );
  }
  if (isEmptyValue(source.value)) return <EmptyState inline title="This output is empty." />;
  return <ValueView name={source.name} head={head} value={source.value} />;
}
