import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { useToasts } from "@/components/toasts";
import { useNow } from "@/components/use-now";
import type { ConnectionView } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { formatMoment } from "@/lib/format";

/** Above the list while the server cannot be reached: the rows below are those known last. */
export function ServerBanner({ connection }: { connection: ConnectionView }) {
  const now = useNow("minute");
  const toasts = useToasts();
  const { id, name, status, sync } = connection;
  if (!("message" in status)) return null;
  const check = () => {
    host.checkConnection(id).catch((fault: unknown) => {
      toasts.show({
        tone: "danger",
        name: "reach",
        message: `Cannot reach ${name}. ${messageOf(fault)}`,
      });
    });
  };
  const age =
    sync.lastFinishedAt === null
      ? "No run has been read from this server yet."
      : `Showing the runs as of ${formatMoment(sync.lastFinishedAt, now).replace(/^Today /, "")}.`;
  return (
    <Banner
      title={reasonOf(status.state, name)}
      action={
        <Button size="sm" onClick={check}>
          Try again
        </Button>
      }
    >
      {age} {status.message}
    </Banner>
  );
}

function reasonOf(state: "unreachable" | "keyRefused" | "keyMissing" | "unusable", name: string) {
  switch (state) {
    case "unreachable":
      return `${name} does not answer`;
    case "keyRefused":
      return `${name} refuses the API key`;
    case "keyMissing":
      return `The API key of ${name} is missing`;
    case "unusable":
      return `${name} is no usable Skyvern server`;
  }
}
