import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Group } from "@/components/section";
import { ConnectionEditor } from "@/features/connections/connection-editor";
import { DeleteConnectionDialog } from "@/features/connections/delete-connection-dialog";
import { ServerRow } from "@/features/connections/server-row";
import type { ConnectionId, ConnectionsView, ConnectionView } from "@/ipc/bindings";
import "./servers-settings.css";

/** Which form is open in Settings › Servers. */
export type OpenEditor =
  | { open: "none" }
  | { open: "new" }
  | { open: "existing"; id: ConnectionId };

interface ServersSettingsProps {
  connections: ConnectionsView;
  /** Opened by the person who came here ("Add server…", "Enter the key"). */
  start?: OpenEditor | undefined;
}

const CLOSED: OpenEditor = { open: "none" };

/** Settings › Servers: what is connected, and how to change it. */
export function ServersSettings({ connections, start = CLOSED }: ServersSettingsProps) {
  const [editor, setEditor] = useState<OpenEditor>(start);
  const [doomed, setDoomed] = useState<ConnectionView | null>(null);
  const close = () => setEditor(CLOSED);
  return (
    <div className="servers-settings">
      {connections.connections.length > 0 && (
        <Group>
          <ul className="servers" aria-label="Servers">
            {connections.connections.map((connection) => (
              <li key={connection.id}>
                <ServerRow
                  connection={connection}
                  isActive={connection.id === connections.active}
                  onEdit={() => setEditor({ open: "existing", id: connection.id })}
                  onDelete={() => setDoomed(connection)}
                />
                {editor.open === "existing" && editor.id === connection.id && (
                  <ConnectionEditor
                    connections={connections}
                    existing={connection}
                    onClose={close}
                  />
                )}
              </li>
            ))}
          </ul>
        </Group>
      )}
      {editor.open === "new" ? (
        <>
          <h3 className="servers-heading">Add a server</h3>
          <Group>
            <ConnectionEditor connections={connections} existing={null} onClose={close} />
          </Group>
        </>
      ) : (
        <div className="servers-add">
          <Button icon={Plus} onClick={() => setEditor({ open: "new" })}>
            Add server…
          </Button>
        </div>
      )}
      {doomed && <DeleteConnectionDialog connection={doomed} onClose={() => setDoomed(null)} />}
    </div>
  );
}
