import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { KeyValues, Section } from "@/components/section";
import { SkeletonRows } from "@/components/skeleton";
import { OutlineTree } from "@/features/workflows/outline-tree";
import { PreviewHead } from "@/features/workflows/preview-head";
import { PreviewRuns } from "@/features/workflows/preview-runs";
import { PreviewVersions } from "@/features/workflows/preview-versions";
import { workflowQuery } from "@/features/workflows/queries";
import type { Commands } from "@/features/workflows/use-commands";
import { parameterType } from "@/features/workflows/words";
import type { ConnectionView, FolderView, ParameterView, WorkflowRow } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { formatCount } from "@/lib/format";
import "./workflow-preview.css";

interface WorkflowPreviewProps {
  connection: ConnectionView;
  row: WorkflowRow;
  folders: readonly FolderView[];
  commands: Commands;
}

/** One workflow: how to run it, what it takes, what it does, how it went, and its versions. */
export function WorkflowPreview({ connection, row, folders, commands }: WorkflowPreviewProps) {
  const [version, setVersion] = useState<number | null>(null);
  const detail = useQuery(workflowQuery(connection.id, row.id, version));
  return (
    <>
      <PreviewHead
        connection={connection.id}
        row={row}
        version={version}
        description={detail.data?.description ?? null}
        folders={folders}
        commands={commands}
      />
      {version !== null && (
        <Banner
          tone="info"
          title={`Version ${version}`}
          action={
            <Button size="sm" onClick={() => setVersion(null)}>
              Back to v{row.version}
            </Button>
          }
        />
      )}
      {detail.isPending && <SkeletonRows rows={6} columns="20px 1fr 60px" rowHeight={26} />}
      {detail.isError && (
        <EmptyState
          inline
          title={messageOf(detail.error)}
          action={
            <Button size="sm" onClick={() => void detail.refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {detail.data && (
        <>
          <Parameters parameters={detail.data.parameters} />
          <Section title="Blocks" aux={formatCount(detail.data.row.blockCount)}>
            {detail.data.outline.nodes.length === 0 ? (
              <p className="preview-nothing">No blocks</p>
            ) : (
              <OutlineTree outline={detail.data.outline} />
            )}
          </Section>
          <PreviewRuns row={row} runs={detail.data.runs} commands={commands} />
        </>
      )}
      <PreviewVersions
        connection={connection}
        row={row}
        shown={version ?? row.version}
        onShow={(next) => setVersion(next === row.version ? null : next)}
      />
    </>
  );
}

function Parameters({ parameters }: { parameters: readonly ParameterView[] }) {
  return (
    <Section title="Parameters" aux={formatCount(parameters.length)}>
      {parameters.length === 0 ? (
        <p className="preview-nothing">None: it runs as it is</p>
      ) : (
        <KeyValues
          mono
          rows={parameters.map((parameter) => ({
            key: parameter.key,
            value: parameter.default ?? (parameter.isRequired ? "required" : ""),
            note: parameterType(parameter.kind),
          }))}
        />
      )}
    </Section>
  );
}
