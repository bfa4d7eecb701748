import { useQuery } from "@tanstack/react-query";
import type { ConnectionView, RunId } from "@/ipc/bindings";
import { host } from "@/ipc/client";

export interface RecordingsScreenProps {
  connection: ConnectionView;
  onOpenRun: (run: RunId, title: string) => void;
  /** Opens the setting of how much may be kept. */
  onShowStorage?: (() => void) | undefined;
}

/** The recordings of a connection. */
export function RecordingsScreen({ connection, onOpenRun }: RecordingsScreenProps) {
  const { data } = useQuery({
    queryKey: ["recordings", connection.id, "rows"],
    queryFn: () => host.recordings(connection.id),
  });
  return (
    <ul>
      {data?.map((row) => (
        <li key={row.run}>
          <button type="button" onClick={() => onOpenRun(row.run, row.title)}>
            {row.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
