import { Check } from "lucide-react";
import { Checkbox } from "@/components/checkbox";
import { Field } from "@/components/field";
import { Icon } from "@/components/icon";
import { NumberField } from "@/components/number-field";
import { TextArea } from "@/components/text-area";
import { CredentialInput } from "@/features/launch/credential-input";
import {
  defaultText,
  jsonWords,
  kindWords,
  placeholderOf,
  wasWords,
} from "@/features/launch/field-words";
import { FileInput } from "@/features/launch/file-input";
import { startText, textOf } from "@/features/launch/launch-draft";
import { TextInput } from "@/features/launch/text-input";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import type { Uploads } from "@/features/launch/use-uploads";
import type { LaunchField } from "@/ipc/bindings";
import "./launch-field-row.css";

interface LaunchFieldRowProps {
  field: LaunchField;
  editor: LaunchEditor;
  uploads: Uploads;
  /** A file is held over it. */
  isOver: boolean;
}

/** One input of the workflow, with the control that its kind asks for. */
export function LaunchFieldRow(props: LaunchFieldRowProps) {
  const { field, editor, uploads } = props;
  const text = textOf(editor.draft, editor.base, field);
  const fault = uploads.faults.get(field.key) ?? editor.faults.get(field.key);
  const type = (next: string) => {
    uploads.forgetFault(field.key);
    editor.act({ type: "typed", key: field.key, text: next });
  };
  return (
    <div data-launch-field={field.key}>
      {field.kind === "boolean" ? (
        <YesNo field={field} text={text} fault={fault} onChange={type} />
      ) : (
        <Field
          label={field.key}
          mono
          note={kindWords(field)}
          required={field.isRequired}
          aux={wasWords(startText(editor.base, field), text)}
          hint={hintOf(field, text)}
          error={fault}
        >
          <Control {...props} text={text} onChange={type} />
        </Field>
      )}
    </div>
  );
}

interface ControlProps extends LaunchFieldRowProps {
  text: string;
  onChange: (text: string) => void;
}

function Control({ field, editor, uploads, isOver, text, onChange }: ControlProps) {
  const common = { value: text, onChange, placeholder: placeholderOf(field) };
  switch (field.kind) {
    case "integer":
      return <NumberField {...common} />;
    case "float":
      return <NumberField {...common} step={0.1} />;
    case "json":
      return <TextArea {...common} mono />;
    case "file":
      return (
        <FileInput
          {...common}
          field={field.key}
          // What was typed here stays text to be mended.
          isTyped={editor.draft.typed[field.key] !== undefined}
          uploads={uploads}
          isOver={isOver}
        />
      );
    case "credential":
      return (
        <CredentialInput
          {...common}
          choices={editor.form.credentials}
          isRequired={field.isRequired}
        />
      );
    default:
      return <TextInput {...common} />;
  }
}

interface YesNoProps {
  field: LaunchField;
  text: string;
  fault: string | undefined;
  onChange: (text: string) => void;
}

function YesNo({ field, text, fault, onChange }: YesNoProps) {
  const isOn = (text === "" ? (defaultText(field) ?? "") : text).toLowerCase() === "true";
  const below = fault ?? field.description;
  return (
    <>
      <Checkbox checked={isOn} onChange={(next) => onChange(String(next))} note={kindWords(field)}>
        <code>{field.key}</code>
      </Checkbox>
      {below && (
        <p className="field-below launch-yes-no-below" data-error={fault ? true : undefined}>
          {below}
        </p>
      )}
    </>
  );
}

/** What it is for; for JSON that can be read, what it is. */
function hintOf(field: LaunchField, text: string) {
  const words = field.kind === "json" && text.trim() !== "" ? jsonWords(text) : null;
  if (words === null) return field.description;
  return (
    <span className="launch-json-words">
      <Icon icon={Check} size={12} />
      {words}
    </span>
  );
}
