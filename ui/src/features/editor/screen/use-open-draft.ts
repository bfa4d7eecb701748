import { useCallback, useEffect, useMemo, useState } from "react";
import { type DraftStore, makeDraftStore } from "@/features/editor/draft/draft-store";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import type { ConnectionId, WorkflowId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { on } from "@/ipc/events";

export interface OpenDraft {
  store: DraftStore | null;
  /** Why it cannot be opened. */
  fault: string | null;
  retry: () => void;
}

/** Opens the draft of a workflow and follows what other windows do to it. */
export function useOpenDraft(connection: ConnectionId, workflow: WorkflowId): OpenDraft {
  const id = useMemo(() => ({ connection, workflow }), [connection, workflow]);
  const [opened, setOpened] = useState<{ store: DraftStore | null; fault: string | null }>({
    store: null,
    fault: null,
  });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    let isGone = false;
    let store: DraftStore | null = null;
    host.openEditor(id).then(
      (view) => {
        if (isGone) return;
        store = makeDraftStore(view);
        setOpened({ store, fault: null });
      },
      (fault) => !isGone && setOpened({ store: null, fault: messageOf(fault) }),
    );
    return () => {
      isGone = true;
      const left = store;
      void (left ? flushEdits(left) : Promise.resolve())
        .then(() => host.closeEditor(id))
        // The window goes on without it; a draft that was not closed is only kept a little longer in memory.
        .catch(() => {});
    };
  }, [id, turn]);
  useFollow(opened.store);
  const retry = useCallback(() => {
    setOpened({ store: null, fault: null });
    setTurn((before) => before + 1);
  }, []);
  return { ...opened, retry };
}

function useFollow(store: DraftStore | null) {
  useEffect(() => {
    if (!store) return;
    return on("editorChanged", (change) => {
      const { connection, workflow } = change.draft;
      if (connection !== store.id.connection || workflow !== store.id.workflow) return;
      if (store.take(change)) return;
      // A change in between was missed.
      host.openEditor(store.id).then(store.reset, () => {});
    });
  }, [store]);
}
