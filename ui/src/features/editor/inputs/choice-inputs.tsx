import { useQuery } from "@tanstack/react-query";
import { Combobox, type ComboboxOption } from "@/components/combobox";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { emptyValue, textOf } from "@/features/editor/inputs/field-values";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { choicesQuery } from "@/features/editor/inputs/queries";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import type { EditorChoices } from "@/ipc/bindings";

type List = "models" | "credentials" | "workflows";

/** What only the server knows; what it does not list can be typed. */
function useServerChoices(list: List) {
  const { id } = useDraft();
  const { data, isLoading } = useQuery(choicesQuery(id.connection));
  return { options: optionsOf(data, list), isLoading };
}

function optionsOf(choices: EditorChoices | undefined, list: List): ComboboxOption[] {
  return (choices?.[list] ?? []).map(([value, name]) => ({ value, label: name, hint: value }));
}

/** The model of a block or of the workflow. */
export function ModelInput({ draft }: InputProps) {
  const { options, isLoading } = useServerChoices("models");
  const model = fieldsOf(draft.value);
  const name = typeof model.model_name === "string" ? model.model_name : "";
  return (
    <Combobox
      free
      loading={isLoading}
      value={name}
      onChange={(next) => draft.onType(next === "" ? undefined : { ...model, model_name: next })}
      options={options}
      placeholder="As the workflow says"
    />
  );
}

export function CredentialInput(props: InputProps) {
  const { options, isLoading } = useServerChoices("credentials");
  return (
    <FreeChoice {...props} options={options} loading={isLoading} placeholder="Choose, or cred_…" />
  );
}

export function WorkflowInput(props: InputProps) {
  const { options, isLoading } = useServerChoices("workflows");
  return (
    <FreeChoice {...props} options={options} loading={isLoading} placeholder="Choose, or wpid_…" />
  );
}

/** A parameter, or the output of a block. */
export function ParameterKeyInput(props: InputProps) {
  return <FreeChoice {...props} options={useParameterOptions()} placeholder="Not set" />;
}

export function BlockLabelInput(props: InputProps) {
  const order = useDraftState((state) => state.order);
  const options = order.map((key) => ({ value: key, label: key }));
  return <FreeChoice {...props} options={options} placeholder="Not set" />;
}

/** The keys of parameters, then the outputs of blocks. */
export function useParameterOptions(): ComboboxOption[] {
  const parameters = useDraftState((state) => state.head.parameters);
  const order = useDraftState((state) => state.order);
  const keys = parameters.flatMap((parameter) => {
    const { key, parameter_type: type } = fieldsOf(parameter);
    return typeof key === "string" ? [{ value: key, label: key, hint: String(type) }] : [];
  });
  const outputs = order.map((key) => `${key}_output`);
  return [...keys, ...outputs.map((key) => ({ value: key, label: key, hint: "output" }))];
}

interface FreeChoiceProps extends InputProps {
  options: readonly ComboboxOption[];
  loading?: boolean | undefined;
  placeholder: string;
}

function FreeChoice({ field, draft, options, loading, placeholder }: FreeChoiceProps) {
  return (
    <Combobox
      free
      loading={loading}
      value={textOf(field, draft.value)}
      onChange={(next) => draft.onType(next === "" ? emptyValue(field) : next)}
      options={options}
      placeholder={placeholder}
    />
  );
}
