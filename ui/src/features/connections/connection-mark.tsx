import { Cloud, Server } from "lucide-react";
import { Icon } from "@/components/icon";
import type { ConnectionView } from "@/ipc/bindings";
import "./connection-mark.css";

/** The kind of a connection in its colour, which a person chose to tell servers apart. The name stands beside it. */
export function ConnectionMark({
  connection,
}: {
  connection: Pick<ConnectionView, "kind" | "color">;
}) {
  return (
    <span className="connection-mark" data-color={connection.color} aria-hidden="true">
      <Icon icon={connection.kind === "cloud" ? Cloud : Server} size={14} />
    </span>
  );
}
