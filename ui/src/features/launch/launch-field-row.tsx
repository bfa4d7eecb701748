import { Check } from "lucide-react";
import { Checkbox } from "@/components/checkbox";
import { Field } from "@/components/field";
import { Icon } from "@/components/icon";
import { NumberField } from "@/components/number-field";
import { TextArea } from "@/components/text-area";
import { CredentialInput } from "@/features/launch/credential-input";
import {
  defaultText,
  defaultToEdit,
  fileName,
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
          aux={wasBefore(props, text) ?? <EditDefault field={field} text={text} onEdit={type} />}
          hint={hintOf(field, text)}
          error={fault}
        >
          <Control {...props} text={text} onChange={type} />
        </Field>
      )}
    </div>
  );
}

interface EditDefaultProps {
  field: LaunchField;
  text: string;
  onEdit: (text: string) => void;
}

/** Puts the default into an empty field, to change a part of it. */
function EditDefault({ field, text, onEdit }: EditDefaultProps) {
  const start = text === "" ? defaultToEdit(field) : null;
  if (start === null) return null;
  return (
    <button type="button" className="launch-edit-default" onClick={() => onEdit(start)}>
      Edit default
    </button>
  );
}

/** "was Nordlicht portal": what stood there before, as a person knows it. */
function wasBefore({ field, editor: { base, form } }: LaunchFieldRowProps, text: string) {
  const before = startText(base, field);
  if (before === text) return undefined;
  if (field.kind === "file") return wasWords(fileName(before));
  const credential = form.credentials.find(
    ({ id }) => field.kind === "credential" && id === before,
  );
  return wasWords(credential?.name ?? before);
}

interface ControlProps extends LaunchFieldRowProps {
  text: string;
  onChange: (text: string) => void;
}

function Control({ field, editor, uploads, isOver, text, onChange }: ControlProps) {
  const shared = { value: text, onChange, placeholder: placeholderOf(field) };
  switch (field.kind) {
    case "integer":
      return <NumberField {...shared} />;
    case "float":
      return <NumberField {...shared} step={0.1} />;
    case "json":
      return <TextArea {...shared} mono />;
    case "file":
      return (
        <FileInput
          {...shared}
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
          {...shared}
          choices={editor.form.credentials}
          isRequired={field.isRequired}
        />
      );
    default:
      return <TextInput {...shared} />;
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
