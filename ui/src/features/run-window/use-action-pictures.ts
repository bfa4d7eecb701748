import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { mediaBaseQuery } from "@/features/run-window/queries";
import type { ActionView, ConnectionId } from "@/ipc/bindings";

/** The address of the screenshot of an action; null without one, or while it is not known where pictures are. */
export function useActionPictures(connection: ConnectionId): (action: ActionView) => string | null {
  const base = useQuery(mediaBaseQuery(connection)).data;
  return useCallback(
    ({ screenshot }: ActionView) =>
      base === undefined || screenshot === null ? null : base + encodeURIComponent(screenshot),
    [base],
  );
}
