import { useMutation } from "@tanstack/react-query";
import { useAnnounce } from "@/components/live-region";
import { useToasts } from "@/components/toasts";
import { useDraft } from "@/features/editor/draft/draft-context";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import { takeIn } from "@/features/editor/draft/take-in";
import type { CompareSide, TakeOver } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

interface Taking {
  from: CompareSide;
  what: TakeOver;
  /** What to say when it is done, such as "v11 restored in the draft". */
  done: string;
}

/** Takes something from another state into the draft. Everything at once shows Undo; parts are seen at their place. */
export function useTakeOver() {
  const store = useDraft();
  const { show } = useToasts();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: async ({ from, what }: Taking) => {
      await flushEdits(store);
      await takeIn(store, await host.takeOver(store.id, from, what));
    },
    onSuccess: (_, { what, done }) => {
      if (what.type !== "all") return announce(`${done}. Control Z undoes.`);
      const undo = () =>
        void store
          .undo()
          .catch((fault) => show({ tone: "danger", message: `Cannot undo. ${messageOf(fault)}` }));
      show({ message: done, action: { label: "Undo", onAct: undo }, name: "taken-over" });
    },
    onError: (fault) =>
      void show({ tone: "danger", message: `Cannot take it over. ${messageOf(fault)}` }),
  });
}
