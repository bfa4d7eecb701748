import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useToasts } from "@/components/toasts";
import { launchFormQuery } from "@/features/launch/queries";
import type { ConnectionId, WorkflowId } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

/** The form of one version, null being the newest. Another version that cannot be read leaves this one. */
export function useLaunchForm(
  connection: ConnectionId,
  workflow: WorkflowId,
  first: number | null,
) {
  const { show } = useToasts();
  const [wanted, setWanted] = useState(first);
  const [read, setRead] = useState(first);
  const query = useQuery(launchFormQuery(connection, workflow, wanted));
  const { data: form, error: fault, isPlaceholderData, refetch } = query;
  if (form && !isPlaceholderData && read !== wanted) setRead(wanted);
  useEffect(() => {
    if (!fault || read === wanted) return;
    show({
      tone: "danger",
      name: "version",
      message: `v${wanted} cannot be shown. ${messageOf(fault)}`,
    });
    setWanted(read);
  }, [fault, read, wanted, show]);
  return {
    form,
    /** Nothing can be shown at all. */
    fault: read === wanted ? fault : null,
    retry: () => void refetch(),
    /** Another version is on its way. */
    isReading: isPlaceholderData,
    choose: (version: number) => setWanted(version === form?.versions[0] ? null : version),
    /** Number of the version that is chosen. */
    chosen: wanted ?? form?.versions[0] ?? null,
  };
}
