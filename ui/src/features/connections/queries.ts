import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type {
  ConnectionForm,
  ConnectionId,
  ConnectionsView,
  ConnectionView,
  KeyStorage,
  TypedKey,
} from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { on } from "@/ipc/events";

/** All connections, the active one, and the state of the keychain. */
export const connectionsQuery = queryOptions({
  queryKey: ["connections"],
  queryFn: () => host.connections(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Keeps the connections as the backend says; once in a window. */
export function useConnectionsEvents() {
  const cache = useQueryClient();
  useEffect(
    () =>
      on("connectionsChanged", (view) => {
        // An answer that is still under way is older than this.
        void cache.cancelQueries({ queryKey: connectionsQuery.queryKey });
        cache.setQueryData(connectionsQuery.queryKey, view);
      }),
    [cache],
  );
}

/** Puts what a command answered into the cache, for the moment until the event arrives. */
function useKeepView() {
  const cache = useQueryClient();
  return (change: (before: ConnectionsView) => ConnectionsView) =>
    cache.setQueryData(connectionsQuery.queryKey, (before) => before && change(before));
}

/** The window shows another server at once; the backend follows. */
export function useSelectConnection() {
  const keep = useKeepView();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: ConnectionId) => host.selectConnection(id),
    onMutate: (id) => {
      keep((before) => ({ ...before, active: id }));
    },
    onError: () => cache.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
  });
}

/** What is handed over to keep a connection. */
export interface ConnectionDraft {
  form: ConnectionForm;
  /** Null keeps the key that is there. */
  key: TypedKey | null;
  storage: KeyStorage;
}

/** Adds a connection, or changes the one with the id `existing`. */
export async function saveConnection(
  existing: ConnectionId | null,
  { form, key, storage }: ConnectionDraft,
): Promise<ConnectionView> {
  if (existing !== null) return host.updateConnection(existing, form, key, storage);
  return host.addConnection(form, key ?? "", storage);
}

/** After `saveConnection`: asks how all connections stand. The answer to saving may be older than the last event. */
export function useAskAgain() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: connectionsQuery.queryKey });
}

export function useDeleteConnection() {
  const keep = useKeepView();
  return useMutation({
    mutationFn: (id: ConnectionId) => host.deleteConnection(id),
    onSuccess: (_, id) => {
      keep((before) => {
        const connections = before.connections.filter((other) => other.id !== id);
        const active = before.active === id ? (connections[0]?.id ?? null) : before.active;
        return { ...before, connections, active };
      });
    },
  });
}

/** Asks the server again now. */
export function useCheckConnection() {
  return useMutation({ mutationFn: (id: ConnectionId) => host.checkConnection(id) });
}

export function useSyncConnection() {
  return useMutation({ mutationFn: (id: ConnectionId) => host.syncConnection(id) });
}

/** Looks again whether keys can be kept; for the person who has just unlocked the keychain. */
export function useCheckKeychain() {
  const keep = useKeepView();
  return useMutation({
    mutationFn: () => host.checkKeychain(),
    onSuccess: (keychain) => {
      keep((before) => ({ ...before, keychain }));
    },
  });
}
