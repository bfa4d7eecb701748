import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { CodeView } from "@/components/code-view";
import { Dialog } from "@/components/dialog";
import { EmptyState } from "@/components/empty-state";
import { Menu } from "@/components/menu";
import { Segment } from "@/components/segment";
import { SkeletonRows } from "@/components/skeleton";
import { useToasts } from "@/components/toasts";
import { textQuery } from "@/features/workflows/queries";
import type { Commands } from "@/features/workflows/use-commands";
import { ExportItems } from "@/features/workflows/workflow-menu";
import type { ConnectionId, TextFormat, WorkflowRow } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";
import "./definition-dialog.css";

export interface ShownDefinition {
  row: WorkflowRow;
  /** Null is the newest. */
  version: number | null;
}

interface DefinitionDialogProps {
  connection: ConnectionId;
  shown: ShownDefinition | null;
  onClose: () => void;
  commands: Commands;
}

/** The definition as it can be imported again, read-only. */
export function DefinitionDialog({ connection, shown, onClose, commands }: DefinitionDialogProps) {
  const [format, setFormat] = useState<TextFormat>("yaml");
  if (!shown) return null;
  const { row, version } = shown;
  return (
    <Dialog
      open
      onClose={onClose}
      title={row.title}
      subtitle={`Version ${version ?? row.version}, read-only`}
      width={820}
      height={640}
      footerStart={<Segment label="Format" value={format} onChange={setFormat} options={FORMATS} />}
      footer={
        <>
          <CopyButton connection={connection} shown={shown} format={format} />
          {version === null && (
            <Menu
              align="end"
              side="top"
              trigger={
                <Button icon={Download} endIcon={ChevronDown}>
                  Export
                </Button>
              }
            >
              <ExportItems rows={[row]} commands={commands} />
            </Menu>
          )}
          <Button variant="primary" data-autofocus="" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <Definition connection={connection} shown={shown} format={format} />
    </Dialog>
  );
}

const FORMATS = [
  { value: "yaml", label: "YAML" },
  { value: "json", label: "JSON" },
] as const;

interface DefinitionProps {
  connection: ConnectionId;
  shown: ShownDefinition;
  format: TextFormat;
}

function Definition({ connection, shown: { row, version }, format }: DefinitionProps) {
  const { data, error, refetch } = useQuery(textQuery(connection, row.id, version, format));
  if (error) {
    return (
      <EmptyState
        inline
        title={messageOf(error)}
        action={
          <Button size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  if (data === undefined) return <SkeletonRows rows={12} columns="1fr 40%" rowHeight={24} />;
  return (
    <div className="definition">
      <CodeView
        framed
        lineNumbers
        text={data}
        language={format}
        label={`${row.title} as ${format.toUpperCase()}`}
      />
    </div>
  );
}

function CopyButton({ connection, shown: { row, version }, format }: DefinitionProps) {
  const { data } = useQuery(textQuery(connection, row.id, version, format));
  const { show } = useToasts();
  const copy = (text: string) =>
    copyText(text).then(
      () => show({ message: `“${row.title}” copied as ${format.toUpperCase()}` }),
      (fault) => show({ tone: "danger", message: `Cannot copy. ${messageOf(fault)}` }),
    );
  return (
    <Button
      icon={Copy}
      disabled={data === undefined}
      onClick={() => void (data !== undefined && copy(data))}
    >
      Copy
    </Button>
  );
}
