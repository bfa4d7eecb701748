import { useAttempt } from "@/features/run-window/use-attempt";
import { host } from "@/ipc/client";

/** Opens a page in the browser of the system. */
export function useOpenLink(): (url: string) => void {
  const attempt = useAttempt();
  return (url) =>
    void attempt("The page was not opened", async () => {
      await host.openLink(url);
    });
}
