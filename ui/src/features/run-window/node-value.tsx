import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { PanelHead } from "@/components/section";
import { SkeletonRows } from "@/components/skeleton";
import { nodeDetailQuery } from "@/features/run-window/queries";
import type { RunModel } from "@/features/run-window/run-model";
import { ValueView } from "@/features/run-window/value-view";
import type { NodeDetail, TimelineNode } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

interface NodeValueProps {
  run: RunModel;
  node: TimelineNode;
  part: "inputs" | "output";
  /** Name of saved files. */
  name: string;
  head: ReactNode;
  /** Said when the block has none. */
  empty: string;
}

/** What went into a block or came out of it, read when it is chosen. */
export function NodeValue({ run, node, part, name, head, empty }: NodeValueProps) {
  const { connection, id } = run.head;
  const detail = useQuery(
    nodeDetailQuery(connection, id, node.id, `${node.status} ${node.hasOutput}`),
  );
  if (detail.data)
    return <ValueOrWords detail={detail.data} part={part} name={name} head={head} empty={empty} />;
  return (
    <>
      <PanelHead>{head}</PanelHead>
      {detail.error ? (
        <EmptyState
          inline
          title={messageOf(detail.error)}
          action={
            <Button size="sm" loading={detail.isFetching} onClick={() => void detail.refetch()}>
              Try again
            </Button>
          }
        />
      ) : (
        <SkeletonRows rows={4} columns="1fr 2fr" rowHeight={20} />
      )}
    </>
  );
}

function ValueOrWords({
  detail,
  part,
  name,
  head,
  empty,
}: Omit<NodeValueProps, "run" | "node"> & { detail: NodeDetail }) {
  const value = detail[part];
  if (!isEmptyValue(value)) return <ValueView name={name} head={head} value={value} />;
  return (
    <>
      <PanelHead>{head}</PanelHead>
      <EmptyState inline title={empty} />
    </>
  );
}

/** Nothing, or an object without keys. An empty list is an answer. */
export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;
}
