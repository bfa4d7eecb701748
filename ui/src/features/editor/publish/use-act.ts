import { useState } from "react";
import { useToasts } from "@/components/toasts";
import { messageOf } from "@/ipc/client";

export type Run = (what: string, act: () => Promise<void>) => void;

/** One thing at a time; what fails is told with the way to try again. */
export function useAct(): { isBusy: boolean; run: Run } {
  const [isBusy, setBusy] = useState(false);
  const { show } = useToasts();
  const run: Run = (what, act) => {
    if (isBusy) return;
    setBusy(true);
    void act()
      .catch((fault) =>
        show({
          tone: "danger",
          name: "publish",
          message: `${what}. ${messageOf(fault)}`,
          action: { label: "Try again", onAct: () => run(what, act) },
        }),
      )
      .finally(() => setBusy(false));
  };
  return { isBusy, run };
}
