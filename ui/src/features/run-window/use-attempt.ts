import { useCallback } from "react";
import { useToasts } from "@/components/toasts";
import { messageOf } from "@/ipc/client";

/** Does something and says what failed; `work` may return words for what was done and is not seen otherwise. */
// biome-ignore lint/suspicious/noConfusingVoidType: work that has nothing to say returns nothing
export type Attempt = (failure: string, work: () => Promise<string | void>) => Promise<void>;

export function useAttempt(): Attempt {
  const toasts = useToasts();
  return useCallback(
    async (failure, work) => {
      try {
        const done = await work();
        if (done) toasts.show({ message: done });
      } catch (fault) {
        toasts.show({ tone: "danger", message: `${failure}: ${messageOf(fault)}` });
      }
    },
    [toasts],
  );
}
