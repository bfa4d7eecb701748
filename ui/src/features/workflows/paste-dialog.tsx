import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { TextArea } from "@/components/text-area";
import { messageOf } from "@/ipc/client";

interface PasteDialogProps {
  onClose: () => void;
  /** What is wrong with the text; null when it was imported. */
  onTake: (text: string) => Promise<string | null>;
}

/** Imports a definition that was copied from somewhere. What is wrong with it is said at the field. */
export function PasteDialog({ onClose, onTake }: PasteDialogProps) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    if (text.trim() === "") return setFault("Paste the definition of a workflow here");
    setBusy(true);
    const wrong = await onTake(text).catch(messageOf);
    setBusy(false);
    if (wrong === null) onClose();
    else setFault(wrong);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Paste a workflow"
      subtitle="YAML or JSON, as Skyvern and Eyrie export it"
      width={640}
      dirty={text !== ""}
      busy={isBusy}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            Cancel
          </Button>
          <Button variant="primary" loading={isBusy} onClick={() => void take()}>
            Import
          </Button>
        </>
      }
    >
      <Field label="Definition" error={fault}>
        <TextArea
          mono
          rows={14}
          value={text}
          placeholder="title: Invoice downloader"
          onChange={(next) => {
            setText(next);
            setFault(null);
          }}
        />
      </Field>
    </Dialog>
  );
}
