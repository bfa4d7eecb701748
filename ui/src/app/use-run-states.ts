import { useEffect, useState } from "react";
import type { ConnectionId, NodeId, RunId, RunStatus, TimelineNode } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { on } from "@/ipc/events";

type States = ReadonlyMap<string, RunStatus>;

/** How the blocks of a run stand, by label, for as long as it is shown; null without a run. */
export function useRunStates(connection: ConnectionId, run: RunId | null): States | null {
  const [states, setStates] = useState<States | null>(null);
  useEffect(() => {
    if (run === null) return;
    const nodes = new Map<NodeId, TimelineNode>();
    let isGone = false;
    const take = (changed: readonly TimelineNode[]) => {
      for (const node of changed) nodes.set(node.id, node);
      setStates(statesOf([...nodes.values()]));
    };
    const stop = on("runChanged", (change) => {
      if (change.connection === connection && change.run === run) take(change.nodes);
    });
    host.watchRun(connection, run).then(
      (view) => {
        if (!isGone) take(view.nodes.filter(({ id }) => !nodes.has(id)));
      },
      // The run's own window says what is wrong; the blocks just show no states.
      () => undefined,
    );
    return () => {
      isGone = true;
      stop();
      setStates(null);
    };
  }, [connection, run]);
  return states;
}

/** A block that runs again and again shows the turn that is under way, else the last one that was reached. */
function statesOf(nodes: readonly TimelineNode[]): States {
  const states = new Map<string, RunStatus>();
  for (const { role, label, status } of nodes) {
    if (role !== "block") continue;
    const isKept = states.get(label) === "running" || status === "waiting" || status === "notRun";
    if (!states.has(label) || !isKept) states.set(label, status);
  }
  return states;
}
