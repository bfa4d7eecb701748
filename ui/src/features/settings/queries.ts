import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useToasts } from "@/components/toasts";
import type { Settings } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { on } from "@/ipc/events";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => host.settings(),
  staleTime: Number.POSITIVE_INFINITY,
});

export const aboutQuery = queryOptions({
  queryKey: ["settings", "about"],
  queryFn: () => host.about(),
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * Bytes on the disk; asked for anew whenever somebody looks, and when another limit of `limit` bytes has made room.
 */
export const storageQuery = (limit: number) =>
  queryOptions({
    queryKey: ["settings", "storage", limit],
    queryFn: () => host.storageUsage(),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

/** Keeps the settings as the backend says; once in a window. */
export function useSettingsEvents() {
  const cache = useQueryClient();
  useEffect(
    () =>
      on("settingsChanged", (settings) => {
        void cache.cancelQueries({ queryKey: settingsQuery.queryKey, exact: true });
        cache.setQueryData(settingsQuery.queryKey, settings);
      }),
    [cache],
  );
}

export type SettingsEdit = (before: Settings) => Settings;

/**
 * Changes settings: at once in the window, then in the backend. Edits wait for each other and each starts from what the
 * backend has, so that two windows, or two edits in a row, do not undo each other.
 */
export function useEditSettings(): (edit: SettingsEdit) => void {
  const cache = useQueryClient();
  const toasts = useToasts();
  const { mutate } = useMutation({
    scope: { id: "settings" },
    mutationFn: async (edit: SettingsEdit) => host.updateSettings(edit(await host.settings())),
    onMutate: (edit) => {
      cache.setQueryData(settingsQuery.queryKey, (before) => before && edit(before));
    },
    onError: (fault) => {
      toasts.show({ tone: "danger", name: "settings", message: messageOf(fault) });
      return cache.invalidateQueries({ queryKey: settingsQuery.queryKey, exact: true });
    },
  });
  return mutate;
}
