import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Combobox } from "@/components/combobox";
import { Dialog } from "@/components/dialog";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Stack } from "@/components/layout";
import { RadioList } from "@/components/radio-list";
import { Select } from "@/components/select";
import { SkeletonRows } from "@/components/skeleton";
import { connectionsQuery } from "@/features/editor/compare/queries";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import type {
  ConnectionId,
  DraftId,
  PromotionForm,
  PromotionNeed,
  WorkflowId,
  WorkflowRow,
} from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { formatAmount } from "@/lib/format";

interface PromoteDialogProps {
  onClose: () => void;
  onOpenWorkflow?: ((workflow: DraftId) => void) | undefined;
}

/** Publishes the draft to another server, with what is called otherwise there. */
export function PromoteDialog({ onClose, onOpenWorkflow }: PromoteDialogProps) {
  const { id } = useDraft();
  const [to, setTo] = useState<ConnectionId | null>(null);
  const { data, error } = useQuery(connectionsQuery);
  const others = (data?.connections ?? []).filter((one) => one.id !== id.connection);
  const target =
    others.find((one) => one.id === to) ?? (others.length === 1 ? others[0] : undefined);
  const common = {
    onClose,
    serverName: target?.name ?? "",
    chooser: others.length > 0 && (
      <Field label="Server">
        <Select
          value={target?.id ?? null}
          onChange={setTo}
          placeholder="Choose a server"
          options={others.map(({ id: value, name, baseUrl }) => ({
            value,
            label: name,
            hint: baseUrl,
          }))}
        />
      </Field>
    ),
  };
  if (target)
    return <Promotion key={target.id} to={target.id} onOpenWorkflow={onOpenWorkflow} {...common} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish to another server"
      footer={<Button onClick={onClose}>Cancel</Button>}
      banner={error && <Banner title="Cannot read the servers">{messageOf(error)}</Banner>}
    >
      {common.chooser}
      {data && others.length === 0 && (
        <EmptyState inline title="There is no other server. Add one in Settings." />
      )}
    </Dialog>
  );
}

interface PromotionProps extends PromoteDialogProps {
  to: ConnectionId;
  serverName: string;
  chooser: React.ReactNode;
}

function Promotion({ to, serverName, chooser, onClose, onOpenWorkflow }: PromotionProps) {
  const store = useDraft();
  const { connection, workflow } = store.id;
  const {
    data: form,
    error,
    refetch,
  } = useQuery({
    queryKey: ["editor", connection, workflow, "promotion", to],
    queryFn: () => flushEdits(store).then(() => host.promotionForm(store.id, to)),
    staleTime: 0,
    gcTime: 0,
  });
  const [isNew, setNew] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const idOf = (need: PromotionNeed) => chosen.get(need.id) ?? need.suggestion ?? "";
  const missing = form?.needs.filter((need) => idOf(need) === "").length ?? 0;
  const promote = useMutation({
    mutationFn: async () => {
      await flushEdits(store);
      const over: WorkflowId | null = isNew ? null : (form?.existing ?? null);
      const mapping = (form?.needs ?? []).map((need): [string, string] => [need.id, idOf(need)]);
      return host.promote(store.id, { to, over, mapping });
    },
  });
  if (promote.data) {
    return (
      <Promoted
        row={promote.data}
        serverName={serverName}
        onClose={onClose}
        onOpen={onOpenWorkflow && ((row) => onOpenWorkflow({ connection: to, workflow: row.id }))}
      />
    );
  }
  const fault = promote.error ?? error;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish to another server"
      dirty={chosen.size > 0}
      busy={promote.isPending}
      banner={
        fault && (
          <Banner
            title={`Cannot publish to ${serverName}`}
            action={
              !promote.error && (
                <Button size="sm" onClick={() => void refetch()}>
                  Try again
                </Button>
              )
            }
          >
            {messageOf(fault)}
          </Banner>
        )
      }
      footerStart={missing > 0 && <span>{`${formatAmount(missing, "choice")} left`}</span>}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={promote.isPending}
            disabled={!form || missing > 0}
            onClick={() => promote.mutate()}
          >
            {`Publish to ${serverName}`}
          </Button>
        </>
      }
    >
      <Stack gap={0}>
        {chooser}
        {!form && !error && <SkeletonRows rows={3} columns="120px 1fr" />}
        {form && <TargetChoice form={form} isNew={isNew} onChange={setNew} />}
        {form?.needs.map((need) => (
          <NeedField
            key={need.id}
            need={need}
            serverName={serverName}
            value={idOf(need)}
            onChange={(value) => setChosen(new Map(chosen).set(need.id, value))}
          />
        ))}
      </Stack>
    </Dialog>
  );
}

interface TargetChoiceProps {
  form: PromotionForm;
  isNew: boolean;
  onChange: (isNew: boolean) => void;
}

function TargetChoice({ form, isNew, onChange }: TargetChoiceProps) {
  const title = useDraftState(({ head }) => head.title);
  if (form.existing === null) return <p>{`“${title}” becomes a new workflow there.`}</p>;
  return (
    <Field label="Publish as">
      <RadioList
        value={isNew ? "new" : "version"}
        onChange={(value) => onChange(value === "new")}
        options={[
          { value: "version", label: `A new version of “${title}”`, hint: "It is there already" },
          { value: "new", label: "A new workflow" },
        ]}
      />
    </Field>
  );
}

interface NeedFieldProps {
  need: PromotionNeed;
  serverName: string;
  value: string;
  onChange: (value: string) => void;
}

function NeedField({ need, serverName, value, onChange }: NeedFieldProps) {
  const isNone = need.choices.length === 0;
  return (
    <Field
      label={need.title}
      error={isNone && `${serverName} has none. Add it there first.`}
      hint={need.suggestion !== null && value === need.suggestion ? "Has the same name" : undefined}
    >
      <Combobox
        value={value}
        onChange={onChange}
        disabled={isNone}
        placeholder={`Choose on ${serverName}`}
        options={need.choices.map(([id, label]) => ({ value: id, label }))}
      />
    </Field>
  );
}

interface PromotedProps {
  row: WorkflowRow;
  serverName: string;
  onClose: () => void;
  onOpen: ((row: WorkflowRow) => void) | undefined;
}

function Promoted({ row, serverName, onClose, onOpen }: PromotedProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Published to ${serverName}`}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {onOpen && (
            <Button
              variant="primary"
              data-autofocus=""
              onClick={() => {
                onClose();
                onOpen(row);
              }}
            >
              Open it there
            </Button>
          )}
        </>
      }
    >
      <p role="status">{`“${row.title}” is v${row.version} on ${serverName}.`}</p>
    </Dialog>
  );
}
