import { Ellipsis, FileText, FolderOpen, Save, SquareArrowOutUpRight } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { ContextMenu, Menu, MenuItem } from "@/components/menu";
import { PanelHead } from "@/components/section";
import { useAttempt } from "@/features/run-window/use-attempt";
import type { ArtifactId, DownloadView, RunHead } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { formatBytes } from "@/lib/format";

/** The files that the run brought. */
export const Downloads = memo(function Downloads({ head }: { head: RunHead }) {
  const { downloads } = head;
  const acts = useDownloadActs(head);
  if (downloads.length === 0) return null;
  const first = downloads.find((download) => download.artifact !== null)?.artifact;
  return (
    <section className="downloads" aria-label="Downloads">
      <PanelHead
        aux={
          first && (
            <Button size="sm" variant="ghost" onClick={() => acts.reveal(first)}>
              Show in folder
            </Button>
          )
        }
      >
        Downloads
      </PanelHead>
      <ul>
        {downloads.map((download, index) => (
          <DownloadRow
            key={download.artifact ?? `${index} ${download.name}`}
            download={download}
            acts={acts}
          />
        ))}
      </ul>
    </section>
  );
});

interface DownloadActs {
  open: (artifact: ArtifactId) => void;
  reveal: (artifact: ArtifactId) => void;
  save: (artifact: ArtifactId, name: string) => void;
}

function useDownloadActs({ connection, id }: RunHead): DownloadActs {
  const attempt = useAttempt();
  return {
    open: (artifact) =>
      void attempt("The file was not opened", () =>
        host.openDownload(connection, id, artifact).then(() => {}),
      ),
    reveal: (artifact) =>
      void attempt("The folder was not opened", () =>
        host.revealDownload(connection, id, artifact).then(() => {}),
      ),
    save: (artifact, name) =>
      void attempt("The file was not saved", async () => {
        if (await host.saveArtifact(connection, id, artifact, name)) return `Saved ${name}`;
      }),
  };
}

function DownloadRow({ download, acts }: { download: DownloadView; acts: DownloadActs }) {
  const { artifact, name, bytes } = download;
  if (artifact === null) {
    return (
      <li className="download" title="The server does not give this file away.">
        <span className="download-open">
          <DownloadWords name={name} bytes={bytes} />
        </span>
      </li>
    );
  }
  const items = (
    <>
      <MenuItem icon={SquareArrowOutUpRight} onSelect={() => acts.open(artifact)}>
        Open
      </MenuItem>
      <MenuItem icon={FolderOpen} onSelect={() => acts.reveal(artifact)}>
        Show in folder
      </MenuItem>
      <MenuItem icon={Save} onSelect={() => acts.save(artifact, name)}>
        Save as…
      </MenuItem>
    </>
  );
  return (
    <ContextMenu menu={items}>
      <li className="download">
        <button
          type="button"
          className="download-open"
          title={`Open ${name}`}
          onClick={() => acts.open(artifact)}
        >
          <DownloadWords name={name} bytes={bytes} />
        </button>
        <Menu
          align="end"
          trigger={<IconButton size="sm" icon={Ellipsis} label={`More for ${name}`} />}
        >
          {items}
        </Menu>
      </li>
    </ContextMenu>
  );
}

function DownloadWords({ name, bytes }: { name: string; bytes: number | null }) {
  return (
    <>
      <Icon icon={FileText} size={14} />
      <span className="truncate">{name}</span>
      <span className="download-size">{bytes !== null && formatBytes(bytes)}</span>
    </>
  );
}
