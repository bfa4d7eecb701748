// What a run window asks the backend for. Everything is kept until the window closes; events say what is new.
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import {
  applyChange,
  applyEarlyChanges,
  openRun,
  type RunModel,
} from "@/features/run-window/run-model";
import type { ConnectionId, NodeId, RunChange, RunId } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { on } from "@/ipc/events";

const KEPT = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
} as const;

function keyOf(connection: ConnectionId, run: RunId, ...rest: readonly unknown[]) {
  return ["run-window", connection, run, ...rest];
}

/** The run and its blocks; from the first reading on the backend sends what changes. */
export function runQuery(connection: ConnectionId, run: RunId) {
  return queryOptions({
    queryKey: keyOf(connection, run, "view"),
    queryFn: () => watch(connection, run),
    // The indices are maps, which TanStack cannot compare; the model keeps identities by itself.
    structuralSharing: false,
    ...KEPT,
  });
}

/** Changes may overtake the answer that they change: they wait for it. */
async function watch(connection: ConnectionId, run: RunId): Promise<RunModel> {
  const early: RunChange[] = [];
  const stop = on("runChanged", (change) => {
    if (change.connection === connection && change.run === run) early.push(change);
  });
  try {
    return applyEarlyChanges(openRun(await host.watchRun(connection, run)), early);
  } finally {
    stop();
  }
}

export function mediaQuery(connection: ConnectionId, run: RunId) {
  return queryOptions({
    queryKey: keyOf(connection, run, "media"),
    queryFn: () => host.runMedia(connection, run),
    ...KEPT,
  });
}

export function screenshotsQuery(connection: ConnectionId, run: RunId) {
  return queryOptions({
    queryKey: keyOf(connection, run, "screenshots"),
    queryFn: () => host.screenshots(connection, run),
    ...KEPT,
  });
}

/** The address that makes an artifact id an address for `img`. */
export function mediaBaseQuery(connection: ConnectionId) {
  return queryOptions({
    queryKey: ["run-window", connection, "media-base"],
    queryFn: () => host.mediaBase(connection),
    ...KEPT,
  });
}

/** Inputs and output of a block. `state` is how the block stood: what was read while it ran is not its last word. */
export function nodeDetailQuery(connection: ConnectionId, run: RunId, node: NodeId, state: string) {
  return queryOptions({
    queryKey: keyOf(connection, run, "node", node, state),
    queryFn: () => host.nodeDetail(connection, run, node),
    ...KEPT,
  });
}

/** Keeps what is shown of a run up to date while its window is open. */
export function useRunWindowEvents(connection: ConnectionId, run: RunId) {
  const cache = useQueryClient();
  useEffect(() => {
    const stopRun = on("runChanged", (change) => {
      if (change.connection !== connection || change.run !== run) return;
      cache.setQueryData<RunModel>(
        runQuery(connection, run).queryKey,
        (known) => known && applyChange(known, change),
      );
    });
    const stopMedia = on("mediaChanged", (change) => {
      if (change.connection !== connection || change.run !== run) return;
      void cache.invalidateQueries({ queryKey: mediaQuery(connection, run).queryKey });
      void cache.invalidateQueries({ queryKey: screenshotsQuery(connection, run).queryKey });
    });
    return () => {
      stopRun();
      stopMedia();
    };
  }, [cache, connection, run]);
}
