import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Combobox } from "@/components/combobox";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Stack } from "@/components/layout";
import { Select } from "@/components/select";
import { connectionsQuery, historyQuery, workflowsQuery } from "@/features/editor/compare/queries";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { CompareSide, ConnectionId, WorkflowId } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

interface OtherSideDialogProps {
  onClose: () => void;
  onChoose: (side: CompareSide) => void;
}

/** Chooses a version of any workflow of any server. */
export function OtherSideDialog({ onClose, onChoose }: OtherSideDialogProps) {
  const { id } = useDraft();
  const [connection, setConnection] = useState<ConnectionId>(id.connection);
  const [workflow, setWorkflow] = useState<WorkflowId>("");
  const [version, setVersion] = useState("");
  const connections = useQuery(connectionsQuery);
  const workflows = useQuery(workflowsQuery(connection));
  const fault = connections.error ?? workflows.error;
  const choose = () => {
    const draft = { connection, workflow };
    onChoose({ type: "version", draft, version: version === "" ? null : Number(version) });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Compare with another workflow"
      banner={fault && <Banner title="Cannot read the list">{messageOf(fault)}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={workflow === ""} onClick={choose}>
            Compare
          </Button>
        </>
      }
    >
      <Stack gap={0}>
        <Field label="Server">
          <Select
            value={connection}
            onChange={(next) => {
              setConnection(next);
              setWorkflow("");
              setVersion("");
            }}
            options={(connections.data?.connections ?? []).map(({ id: value, name }) => ({
              value,
              label: name,
            }))}
          />
        </Field>
        <Field label="Workflow">
          <Combobox
            value={workflow}
            onChange={(next) => {
              setWorkflow(next);
              setVersion("");
            }}
            loading={workflows.isPending}
            placeholder="Choose a workflow"
            options={(workflows.data ?? []).map(({ id: value, title }) => ({
              value,
              label: title,
            }))}
          />
        </Field>
        {workflow !== "" && (
          <VersionField draft={{ connection, workflow }} value={version} onChange={setVersion} />
        )}
      </Stack>
    </Dialog>
  );
}

interface VersionFieldProps {
  draft: { connection: ConnectionId; workflow: WorkflowId };
  value: string;
  onChange: (version: string) => void;
}

function VersionField({ draft, value, onChange }: VersionFieldProps) {
  const { data, error } = useQuery(historyQuery(draft, 0));
  const versions = (data ?? []).map(({ version, note }) => ({
    value: String(version),
    label: `v${version}`,
    hint: note ?? undefined,
  }));
  return (
    <Field label="Version" error={error && messageOf(error)}>
      <Select
        value={value}
        onChange={onChange}
        options={[{ value: "", label: "Newest" }, ...versions]}
      />
    </Field>
  );
}
