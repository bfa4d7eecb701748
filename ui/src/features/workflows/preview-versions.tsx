import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import { Moment } from "@/components/time";
import { versionsQuery } from "@/features/workflows/queries";
import type { ConnectionView, VersionView, WorkflowRow } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { formatAmount, formatCount } from "@/lib/format";

/** As many as are shown before somebody asks for all. */
const FIRST = 5;

interface PreviewVersionsProps {
  connection: ConnectionView;
  row: WorkflowRow;
  /** The version that the panel shows. */
  shown: number;
  onShow: (version: number) => void;
}

/** All versions, newest first. Choosing one shows its blocks above. */
export function PreviewVersions({ connection, row, shown, onShow }: PreviewVersionsProps) {
  const { data, error, refetch } = useQuery(versionsQuery(connection.id, row.id));
  const [isLong, setLong] = useState(false);
  if (error) {
    return (
      <Section title="Versions">
        <EmptyState
          inline
          title={messageOf(error)}
          action={
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      </Section>
    );
  }
  if (!data) return null;
  const visible = isLong ? data : data.slice(0, FIRST);
  return (
    <Section title="Versions" aux={formatCount(data.length)}>
      <ul className="preview-lines">
        {visible.map((version) => (
          <li key={version.version}>
            <button
              type="button"
              className="preview-line"
              aria-pressed={version.version === shown}
              title={version.title}
              onClick={() => onShow(version.version)}
            >
              <span className="preview-version">v{version.version}</span>
              <span className="truncate">
                {version.createdAt && <Moment at={version.createdAt} />}
                {version.editedBy && ` · ${version.editedBy}`}
              </span>
              <span className="preview-line-aux">{versionAux(version)}</span>
            </button>
          </li>
        ))}
      </ul>
      {visible.length < data.length && (
        <button type="button" className="link-button" onClick={() => setLong(true)}>
          Show all {formatCount(data.length)}
        </button>
      )}
    </Section>
  );
}

function versionAux({ isLatest, blockCount }: VersionView): string {
  return isLatest ? "newest" : formatAmount(blockCount, "block");
}
