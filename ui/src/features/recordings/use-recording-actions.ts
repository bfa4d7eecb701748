import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToasts } from "@/components/toasts";
import { recordingsQuery } from "@/features/recordings/queries";
import { whereabouts } from "@/features/recordings/recording-list";
import type { ConnectionId, RecordingRow } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

export type RecordingActions = ReturnType<typeof useRecordingActions>;

/** Pinning and removing. The event after either brings the new rows. */
export function useRecordingActions(connection: ConnectionId) {
  const cache = useQueryClient();
  const { show } = useToasts();
  const [asked, setAsked] = useState<RecordingRow | null>(null);

  const attempt = async (what: string, act: () => Promise<unknown>) => {
    try {
      await act();
      return true;
    } catch (fault) {
      show({ tone: "danger", name: what, message: `Cannot ${what}. ${messageOf(fault)}` });
      return false;
    } finally {
      void cache.invalidateQueries({ queryKey: ["recordings", connection] });
    }
  };

  const pin = ({ run, title, isPinned }: RecordingRow) => {
    const next = !isPinned;
    // Pinning one that is only on the server fetches it first, which may take long.
    cache.setQueryData(recordingsQuery(connection).queryKey, (rows) =>
      rows?.map((row) => (row.run === run ? { ...row, isPinned: next } : row)),
    );
    void attempt(`${next ? "pin" : "unpin"} “${title}”`, () =>
      host.pinRecording(connection, run, next),
    );
  };

  const removeNow = async (row: RecordingRow) => {
    const isGone = await attempt(`remove “${row.title}”`, () =>
      host.removeRecording(connection, row.run),
    );
    if (isGone && row.isAvailable)
      show({ name: "removed", message: `“${row.title}” stays on the server` });
  };

  return {
    pin,
    /** One that cannot be had again, or was to stay for good, is asked about. */
    remove: (row: RecordingRow) => {
      if (row.isPinned || whereabouts(row) === "hereOnly") setAsked(row);
      else if (row.isKept) void removeNow(row);
    },
    asked,
    confirm: () => {
      if (asked) void removeNow(asked);
      setAsked(null);
    },
    forget: () => setAsked(null),
  };
}
