import { useQuery } from "@tanstack/react-query";
import { usageQuery } from "@/features/recordings/queries";
import type { ConnectionId } from "@/ipc/bindings";
import { formatBytes } from "@/lib/format";
import "./storage-meter.css";

interface StorageMeterProps {
  connection: ConnectionId;
  /** Opens the setting of how much may be kept. */
  onShow: (() => void) | undefined;
}

/** "1.2 GB of 5 GB" with a bar: how full the space for recordings and pictures is. */
export function StorageMeter({ connection, onShow }: StorageMeterProps) {
  const usage = useQuery(usageQuery(connection)).data;
  const used = usage?.recordingsBytes ?? null;
  const limit = usage?.limitBytes ?? null;
  if (used === null) return null;
  const words =
    limit === null
      ? `${formatBytes(used)} in use`
      : `${formatBytes(used)} of ${formatBytes(limit)} in use`;
  const content = (
    <>
      {limit !== null && (
        <span className="storage-meter-bar">
          <i style={{ width: `${Math.min(100, (100 * used) / limit)}%` }} />
        </span>
      )}
      <span className="truncate">{words}</span>
    </>
  );
  if (!onShow) return <span className="storage-meter">{content}</span>;
  return (
    <button
      type="button"
      className="storage-meter"
      title="How much may be kept is set in Settings"
      onClick={onShow}
    >
      {content}
    </button>
  );
}
