import { useMemo, useState } from "react";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextField } from "@/components/text-field";
import { useDraft } from "@/features/editor/draft/draft-context";
import { useEdit } from "@/features/editor/draft/use-edit";
import { sendEdit } from "@/features/editor/inputs/edit-queue";
import { SourceField } from "@/features/editor/inputs/source-field";
import {
  asKind,
  keyOf,
  kindOf,
  type Parameter,
  parameterFields,
  parameterKinds,
} from "@/features/editor/parameters/parameter-model";
import { parameterSource } from "@/features/editor/parameters/parameter-source";
import type { ParameterTypeView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

interface ParameterFormProps {
  parameter: Parameter;
  types: readonly ParameterTypeView[];
  /** It has another key by now. */
  onRenamed: (key: string) => void;
}

/** Key, type, and the fields of the type. */
export function ParameterForm({ parameter, types, onRenamed }: ParameterFormProps) {
  const draft = useDraft();
  const edit = useEdit();
  const key = keyOf(parameter);
  const source = useMemo(() => parameterSource(draft, key), [draft, key]);
  const kind = kindOf(parameter);
  const shape = JSON.stringify([kind, Object.keys(parameter)]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` says when the fields differ
  const fields = useMemo(() => parameterFields(parameter, types), [shape, types]);
  const options = parameterKinds(types).map(({ id, title }) => ({ value: id, label: title }));
  const isKnown = options.some(({ value }) => value === kind);
  return (
    <>
      <KeyField parameterKey={key} onRenamed={onRenamed} />
      <div className="panel-field">
        <Field label="Type">
          <Select
            value={kind}
            options={isKnown ? options : [...options, { value: kind, label: kind }]}
            onChange={(next) =>
              void edit({
                edit: "setParameter",
                key,
                parameter: asKind(next, types, parameter),
              })
            }
          />
        </Field>
      </div>
      {fields.map((field) => (
        <SourceField key={`${kind} ${field.name}`} source={source} field={field} />
      ))}
    </>
  );
}

interface KeyFieldProps {
  parameterKey: string;
  onRenamed: (key: string) => void;
}

/** The key of a parameter. Changed on Enter or when the field is left; all references follow. */
function KeyField({ parameterKey, onRenamed }: KeyFieldProps) {
  const draft = useDraft();
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const rename = async () => {
    if (typed === null || typed === parameterKey) {
      setTyped(null);
      return;
    }
    try {
      await sendEdit(draft, () => ({ edit: "renameParameter", key: parameterKey, to: typed }));
      onRenamed(typed);
    } catch (fault) {
      setRefusal(messageOf(fault));
    }
  };
  return (
    <div className="panel-field" data-field="key">
      <Field label="Key" error={refusal ?? undefined}>
        <TextField
          mono
          value={typed ?? parameterKey}
          onChange={(text) => {
            setTyped(text);
            setRefusal(null);
          }}
          onBlur={() => void rename()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void rename();
            if (event.key !== "Escape" || typed === null) return;
            event.preventDefault();
            event.stopPropagation();
            setTyped(null);
            setRefusal(null);
          }}
        />
      </Field>
    </div>
  );
}
