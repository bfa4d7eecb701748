import { useToasts } from "@/components/toasts";
import { unreachableReason } from "@/features/workflows/reachable";
import type { ConnectionView } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

/** How actions tell what became of them. */
export function useReporting(connection: ConnectionView) {
  const { show } = useToasts();
  const fail = (what: string, fault: unknown) =>
    show({ tone: "danger", name: what, message: `${what}. ${messageOf(fault)}` });

  /** Runs an action; a fault is shown as "Cannot move 3 workflows. skyvern.halden.lan does not answer." */
  const attempt = async <Result>(what: string, act: () => Promise<Result>) => {
    try {
      return await act();
    } catch (fault) {
      fail(`Cannot ${what}`, fault);
      return null;
    }
  };

  /** As `attempt`, for what changes something on the server: says why not while the server cannot be reached. */
  const attemptOnServer = async <Result>(what: string, act: () => Promise<Result>) => {
    const reason = unreachableReason(connection);
    if (reason === null) return attempt(what, act);
    show({
      tone: "warn",
      name: "unreachable",
      message: `Cannot ${what} now. ${reason}.`,
      action: {
        label: "Try again",
        onAct: () => {
          host
            .checkConnection(connection.id)
            .catch((fault) => fail(`Cannot reach ${connection.name}`, fault));
        },
      },
    });
    return null;
  };

  return { show, attempt, attemptOnServer };
}
