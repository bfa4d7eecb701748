import { useAttempt } from "@/features/run-window/use-attempt";
import type { RunHead, RunId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** Opens the window of another run of the same server. */
export function useOpenRun({ connection }: RunHead): (run: RunId, title: string) => void {
  const attempt = useAttempt();
  return (run, title) =>
    void attempt("The run was not opened", async () => {
      await host.openRun(connection, run, title);
    });
}
