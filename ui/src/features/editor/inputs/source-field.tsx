import { memo, type ReactNode, useState, useSyncExternalStore } from "react";
import { Segment } from "@/components/segment";
import { Switch } from "@/components/switch";
import { FieldBox, FieldHelp, ResetButton } from "@/features/editor/inputs/field-box";
import { FieldInput } from "@/features/editor/inputs/field-input";
import type { FieldSource } from "@/features/editor/inputs/field-source";
import { isChanged, secondsInWords } from "@/features/editor/inputs/field-values";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import { useFieldProblems } from "@/features/editor/inputs/problems";
import { PreviewToggle, RenderedPreview } from "@/features/editor/inputs/rendered-preview";
import { isRowable, type SchemaForm, SchemaInput } from "@/features/editor/inputs/schema-input";
import { SecretInput } from "@/features/editor/inputs/secret-input";
import { useFieldDraft } from "@/features/editor/inputs/use-field-draft";
import type { FieldView } from "@/ipc/bindings";

interface SourceFieldProps {
  source: FieldSource;
  field: FieldView;
  /** At the right end of the label's line, in the place of what stands there by itself. */
  aux?: ReactNode;
}

/** One field of a panel: draws itself only when its own value or its own problems change. */
export const SourceField = memo(({ source, field, aux }: SourceFieldProps) => {
  const draft = useFieldDraft(source, field.name);
  const problems = useFieldProblems(source, field.name);
  const hasSecret = useSyncExternalStore(source.subscribe, () => source.hasSecret(field.name));
  const [fault, setFault] = useState<string | null>(null);
  const props: InputProps = { field, draft, problems, onFault: setFault };
  const error = fault ?? draft.refusal;
  if (field.isSecret || hasSecret)
    return (
      <FieldBox field={field} error={error} problems={problems}>
        <SecretInput {...props} isSet={hasSecret} />
      </FieldBox>
    );
  if (field.input.type === "boolean" && typeof field.default === "boolean")
    return <SwitchField {...props} error={error} />;
  if (field.input.type === "schema") return <SchemaField {...props} error={error} />;
  if (field.isTemplated && field.input.type === "prompt")
    return <PromptField {...props} error={error} aux={aux} />;
  return (
    <FieldBox
      field={field}
      aux={aux ?? <Aux {...props} />}
      hint={secondsInWords(field, draft.value)}
      error={error}
      problems={problems}
    >
      <FieldInput {...props} />
    </FieldBox>
  );
});
SourceField.displayName = "SourceField";

type FieldProps = InputProps & { error: string | null; aux?: ReactNode };

/** "optional" where nothing is set, the way back to the default where something is. */
function Aux({ field, draft }: InputProps) {
  if (field.isRequired) return null;
  if (!isChanged(field, draft.value)) return field.isAdvanced ? null : "optional";
  return <ResetButton field={field} onPick={draft.onPick} />;
}

/** Yes or no in one line. */
function SwitchField(props: FieldProps) {
  const { field, draft, problems, error } = props;
  const value = typeof draft.value === "boolean" ? draft.value : field.default === true;
  return (
    <div className="panel-field" data-field={field.name}>
      <div className="switch-field">
        <Switch checked={value} onChange={draft.onPick}>
          {field.title}
        </Switch>
        <FieldHelp field={field} />
        {isChanged(field, draft.value) && <ResetButton field={field} onPick={draft.onPick} />}
      </div>
      {error && (
        <p className="field-below" data-error="">
          {error}
        </p>
      )}
      <ProblemList problems={problems} />
    </div>
  );
}

/** A prompt, which can be shown with the values of a past run. */
function PromptField(props: FieldProps) {
  const { field, draft, problems, error } = props;
  const [isShown, setShown] = useState(false);
  const text = typeof draft.value === "string" ? draft.value : "";
  const hasReferences = text.includes("{{") || text.includes("{%");
  return (
    <FieldBox
      field={field}
      aux={
        <span className="field-acts">
          {props.aux}
          {hasReferences ? (
            <PreviewToggle isShown={isShown} onChange={setShown} />
          ) : (
            "{{ for references"
          )}
          {!field.isRequired && isChanged(field, draft.value) && (
            <ResetButton field={field} onPick={draft.onPick} />
          )}
        </span>
      }
      error={error}
      problems={problems}
    >
      <FieldInput {...props} />
      {isShown && hasReferences && <RenderedPreview text={text} />}
    </FieldBox>
  );
}

/** A schema as rows or as text. */
function SchemaField(props: FieldProps) {
  const { field, draft, problems, error } = props;
  const [wanted, setForm] = useState<SchemaForm>("fields");
  const form = isRowable(draft.value) ? wanted : "text";
  return (
    <FieldBox
      field={field}
      aux={
        <span className="field-acts" data-compact="">
          {!field.isRequired && isChanged(field, draft.value) && (
            <ResetButton field={field} onPick={draft.onPick} />
          )}
          <Segment
            label={`${field.title} as`}
            value={form}
            onChange={setForm}
            options={[
              { value: "fields", label: "Fields", disabled: !isRowable(draft.value) },
              { value: "text", label: "JSON Schema" },
            ]}
          />
        </span>
      }
      error={error}
      problems={problems}
    >
      <SchemaInput {...props} form={form} />
    </FieldBox>
  );
}
