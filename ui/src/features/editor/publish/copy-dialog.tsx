import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { TextField } from "@/components/text-field";
import { useToasts } from "@/components/toasts";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import type { DraftId } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

interface CopyDialogProps {
  onClose: () => void;
  onOpenWorkflow?: ((workflow: DraftId) => void) | undefined;
}

/** Publishes the draft as a workflow of its own; the draft stays as it is. */
export function CopyDialog({ onClose, onOpenWorkflow }: CopyDialogProps) {
  const store = useDraft();
  const title = useDraftState(({ head }) => head.title);
  const [typed, setTyped] = useState(`${title} (copy)`);
  const { show } = useToasts();
  const copy = useMutation({
    mutationFn: async () => {
      await flushEdits(store);
      return host.publishCopy(store.id, typed.trim());
    },
    onSuccess: (row) => {
      onClose();
      const { connection } = store.id;
      show({
        message: `“${row.title}” published`,
        action: onOpenWorkflow && {
          label: "Open",
          onAct: () => onOpenWorkflow({ connection, workflow: row.id }),
        },
      });
    },
  });
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (typed.trim() !== "" && !copy.isPending) copy.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish as a copy"
      width={420}
      busy={copy.isPending}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={copy.isPending}
            disabled={typed.trim() === ""}
            onClick={() => send()}
          >
            Publish copy
          </Button>
        </>
      }
    >
      <form onSubmit={send}>
        <Field
          label="Title"
          error={copy.error ? messageOf(copy.error) : typed.trim() === "" && "A title is needed"}
        >
          <TextField value={typed} onChange={setTyped} onFocus={(event) => event.target.select()} />
        </Field>
      </form>
    </Dialog>
  );
}
