import { useQuery } from "@tanstack/react-query";
import { MenuItem } from "@/components/menu";
import { versionsQuery } from "@/features/workflows/queries";
import type { Commands } from "@/features/workflows/use-commands";
import type { ConnectionId, WorkflowRow } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { formatDay } from "@/lib/format";

interface OlderVersionItemsProps {
  connection: ConnectionId;
  row: WorkflowRow;
  commands: Commands;
}

/** The versions before the newest; asked for when their menu opens. */
export function OlderVersionItems({ connection, row, commands }: OlderVersionItemsProps) {
  const { data, error } = useQuery(versionsQuery(connection, row.id));
  if (error) return <Note>{messageOf(error)}</Note>;
  if (!data) return <Note>Reading versions…</Note>;
  const older = data.filter(({ version }) => version < row.version);
  if (older.length === 0) return <Note>No older version is kept</Note>;
  return older.map(({ version, createdAt }) => (
    <MenuItem
      key={version}
      aux={createdAt && formatDay(createdAt, Date.now())}
      onSelect={() => commands.run(row, version)}
    >
      v{version}…
    </MenuItem>
  ));
}

function Note({ children }: { children: string }) {
  return (
    <MenuItem disabled onSelect={() => {}}>
      {children}
    </MenuItem>
  );
}
