import { useQuery } from "@tanstack/react-query";
import { FolderOpen } from "lucide-react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { ProgressBar } from "@/components/progress-bar";
import { Group, OptionRow } from "@/components/section";
import { Select } from "@/components/select";
import { Skeleton } from "@/components/skeleton";
import { useToasts } from "@/components/toasts";
import { storageQuery, useEditSettings } from "@/features/settings/queries";
import type { Folder, Settings, StorageUsage } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { formatBytes } from "@/lib/format";
import "./storage-settings.css";

const GIGABYTE = 1e9;
const LIMITS: readonly number[] = [1, 2, 5, 10, 20, 50, 100].map((size) => size * GIGABYTE);

/** Settings › Storage: how much is kept on this computer. */
export function StorageSettings({ settings }: { settings: Settings }) {
  const edit = useEditSettings();
  const limit = settings.storageLimitBytes ?? 5 * GIGABYTE;
  const usage = useQuery(storageQuery(limit));
  const sizes = [...new Set([...LIMITS, limit])].sort((a, b) => a - b);
  return (
    <>
      <p className="settings-lead">
        Recordings and pictures are kept once they were seen, so that they play offline and after
        the server has removed them.
      </p>
      {usage.isError && (
        <Banner title="The size of the data folder is not known">{messageOf(usage.error)}</Banner>
      )}
      <Group>
        <OptionRow
          label="Space for recordings and pictures"
          hint="When it is full, those not seen for the longest time are removed. Pinned recordings stay."
        >
          <Select
            label="Space for recordings and pictures"
            width={120}
            value={String(limit)}
            onChange={(bytes) =>
              edit((before) => ({ ...before, storageLimitBytes: Number(bytes) }))
            }
            options={sizes.map((bytes) => ({ value: String(bytes), label: formatBytes(bytes) }))}
          />
        </OptionRow>
        <Usage usage={usage.data} limit={limit} />
      </Group>
      <h3>Folder</h3>
      <Group>
        <OptionRow
          label="Data folder"
          hint="Workflows, runs and recordings as kept on this computer; no keys"
        >
          <OpenFolder folder="data" />
        </OptionRow>
      </Group>
    </>
  );
}

function Usage({ usage, limit }: { usage: StorageUsage | undefined; limit: number }) {
  const used = usage?.recordingsBytes ?? 0;
  return (
    <div className="storage-usage">
      <ProgressBar label="Space in use" value={Math.min(1, used / limit)} />
      {usage ? (
        <span className="storage-words">
          <span>
            {formatBytes(used)} of {formatBytes(limit)} in use
          </span>
          {usage.otherBytes !== null && (
            <span>{formatBytes(usage.otherBytes)} for workflows and runs</span>
          )}
        </span>
      ) : (
        <Skeleton width={160} />
      )}
    </div>
  );
}

/** A button that shows a folder of the app in the file browser. */
export function OpenFolder({ folder }: { folder: Folder }) {
  const toasts = useToasts();
  const open = () =>
    host.openFolder(folder).catch((fault: unknown) => {
      toasts.show({ tone: "danger", message: messageOf(fault) });
    });
  return (
    <Button
      size="sm"
      icon={FolderOpen}
      aria-label={folder === "data" ? "Open data folder" : "Open log folder"}
      onClick={() => void open()}
    >
      Open
    </Button>
  );
}
