import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { EmptyState } from "@/components/empty-state";
import { SearchField } from "@/components/search-field";
import { SkeletonRows } from "@/components/skeleton";
import { BlockStrip } from "@/features/blocks/block-strip";
import { useKinds } from "@/features/blocks/kinds";
import { templatesQuery } from "@/features/workflows/queries";
import type { ConnectionView, TemplateView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { formatAmount } from "@/lib/format";
import "./templates-dialog.css";

interface TemplatesDialogProps {
  connection: ConnectionView;
  onClose: () => void;
  /** False when it could not be added. */
  onTake: (template: TemplateView) => Promise<boolean>;
}

/** The ready-made workflows of the server; one becomes a workflow of one's own. */
export function TemplatesDialog({ connection, onClose, onTake }: TemplatesDialogProps) {
  const { data, error, refetch } = useQuery(templatesQuery(connection.id));
  const [taking, setTaking] = useState<string | null>(null);
  const take = async (template: TemplateView) => {
    setTaking(template.id);
    const isDone = await onTake(template);
    setTaking(null);
    if (isDone) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Start from a template"
      subtitle={`Ready-made workflows of ${connection.name}`}
      width={640}
      height={520}
      busy={taking !== null}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {error && (
        <EmptyState
          inline
          title={messageOf(error)}
          action={
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {!(data || error) && <SkeletonRows rows={5} columns="1fr 120px" rowHeight={52} />}
      {data && data.length === 0 && (
        <EmptyState title="This server has no templates">
          Skyvern Cloud has some; a server of one’s own has those that were marked as templates
          there.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <TemplateList templates={data} taking={taking} onTake={(template) => void take(template)} />
      )}
    </Dialog>
  );
}

interface TemplateListProps {
  templates: readonly TemplateView[];
  /** Id of the one that is being added. */
  taking: string | null;
  onTake: (template: TemplateView) => void;
}

function TemplateList({ templates, taking, onTake }: TemplateListProps) {
  const [text, setText] = useState("");
  const catalogue = useKinds();
  const words = text.trim().toLowerCase();
  const found = templates.filter(({ title, description }) =>
    `${title} ${description ?? ""}`.toLowerCase().includes(words),
  );
  return (
    <>
      <SearchField label="Search templates" value={text} onChange={setText} width={0} />
      <ul className="template-list" aria-label="Templates">
        {found.map((template) => (
          <li key={template.id}>
            <div className="template-words">
              <strong>{template.title}</strong>
              {template.description && <p>{template.description}</p>}
              <span className="template-blocks">
                <BlockStrip kinds={template.kinds} catalogue={catalogue} />
                {formatAmount(template.blockCount, "block")}
              </span>
            </div>
            <Button
              size="sm"
              loading={taking === template.id}
              disabled={taking !== null && taking !== template.id}
              aria-label={`Use “${template.title}”`}
              onClick={() => onTake(template)}
            >
              Use
            </Button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <EmptyState inline title={`No template matches “${text.trim()}”.`} />}
    </>
  );
}
