import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Row, Stack } from "@/components/layout";
import { Popover } from "@/components/popover";
import { TextField } from "@/components/text-field";
import { messageOf } from "@/ipc/client";

interface SavePresetProps {
  /** Names that are taken. */
  names: readonly string[];
  /** What the field begins with. */
  suggestion: string;
  /** Rejects with what to say at the field. */
  onSave: (name: string) => Promise<void>;
}

/** Keeps what stands in the fields under a name. */
export function SavePreset({ names, suggestion, onSave }: SavePresetProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label="Save inputs as a preset"
      align="end"
      width={260}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost">
          Save as…
        </Button>
      }
    >
      <SaveForm
        names={names}
        suggestion={suggestion}
        onSave={onSave}
        onDone={() => setOpen(false)}
      />
    </Popover>
  );
}

function SaveForm({ names, suggestion, onSave, onDone }: SavePresetProps & { onDone: () => void }) {
  const [name, setName] = useState(suggestion);
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const isTaken = names.includes(name.trim());
  const save = async () => {
    if (name.trim() === "") return setFault("Give the preset a name");
    setSaving(true);
    try {
      await onSave(name);
      onDone();
    } catch (refusal) {
      setFault(messageOf(refusal));
      setSaving(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSaving) void save();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap={12}>
        <Field
          label="Name of the preset"
          error={fault}
          hint={isTaken ? "Takes the place of the preset of this name" : undefined}
        >
          <TextField
            value={name}
            onChange={(next) => {
              setName(next);
              setFault(null);
            }}
            placeholder="Monthly report"
          />
        </Field>
        <Row justify="end">
          <Button size="sm" onClick={onDone}>
            Cancel
          </Button>
          <Button size="sm" variant="primary" type="submit" loading={isSaving}>
            {isTaken ? "Replace" : "Save"}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
