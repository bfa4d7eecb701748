import { useState } from "react";
import { NumberField } from "@/components/number-field";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { TextField } from "@/components/text-field";
import { emptyValue, textOf } from "@/features/editor/inputs/field-values";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { problemsAt } from "@/features/editor/inputs/problems";
import type { TemplateMode } from "@/features/editor/inputs/template/template-editor";
import { TemplateInput } from "@/features/editor/inputs/template-input";
import { useParsedText } from "@/features/editor/inputs/use-parsed-text";

/** Text, address, prompt or code; with references where the server renders them. */
export function TextInput({ field, draft, problems }: InputProps) {
  const text = textOf(field, draft.value);
  const [mode] = useState<TemplateMode>(() => modeOf(field.input.type, text));
  const change = (next: string) => draft.onType(next === "" ? emptyValue(field) : next);
  const words = placeholderOf(field);
  if (field.isTemplated || mode === "python")
    return (
      <TemplateInput
        mode={mode}
        text={text}
        onChange={change}
        onLeave={draft.onLeave}
        placeholder={words}
        problems={problemsAt(problems, [])}
        isSettled={draft.isSettled}
      />
    );
  const shared = { value: text, onChange: change, onBlur: draft.onLeave, placeholder: words };
  return mode === "text" ? <TextArea {...shared} /> : <TextField {...shared} />;
}

function modeOf(type: InputProps["field"]["input"]["type"], text: string): TemplateMode {
  if (type === "code") return "python";
  return type === "prompt" || text.includes("\n") ? "text" : "line";
}

function placeholderOf({ input, title }: InputProps["field"]): string | undefined {
  if (input.type !== "url") return undefined;
  return title === "Start URL" ? "Stay on the current page" : "https://";
}

/** A number. What is none stays to be mended and is not sent; a reference is a number to be. */
export function NumberInput({ field, draft, onFault }: InputProps) {
  const isWhole = field.input.type === "integer";
  const parsed = useParsedText({
    value: draft.value,
    format: (value) => (value === undefined || value === null ? "" : String(value)),
    parse(text) {
      if (text.trim() === "") return { value: undefined };
      if (field.isTemplated && text.includes("{{")) return { value: text };
      const number = Number(text);
      if (Number.isFinite(number) && (!isWhole || Number.isInteger(number)))
        return { value: number };
      return { fault: isWhole ? "A whole number, such as 10" : "A number, such as 0.5" };
    },
    onValue: draft.onType,
    onFault,
  });
  return (
    <NumberField
      value={parsed.text}
      onChange={parsed.onText}
      onBlur={draft.onLeave}
      placeholder={typeof field.default === "number" ? String(field.default) : "Not set"}
    />
  );
}

/** Yes, no, or as the server does it. */
export function BooleanInput({ draft }: InputProps) {
  const value = typeof draft.value === "boolean" ? String(draft.value) : "";
  return (
    <Select
      value={value}
      onChange={(next) => draft.onPick(next === "" ? undefined : next === "true")}
      options={[
        { value: "", label: "Not set" },
        { value: "true", label: "Yes" },
        { value: "false", label: "No" },
      ]}
    />
  );
}

/** One of the texts that the server takes. A text that it does not take stays until another is chosen. */
export function ChoiceInput({
  field,
  draft,
  options,
}: InputProps & { options: readonly string[] }) {
  const standard = typeof field.default === "string" ? field.default : null;
  const value = typeof draft.value === "string" ? draft.value : (standard ?? "");
  const known = [...new Set([...options, ...(value === "" ? [] : [value])])];
  const none = standard === null && !field.isRequired ? [{ value: "", label: "Not set" }] : [];
  return (
    <Select
      value={value === "" && none.length === 0 ? null : value}
      onChange={(next) => draft.onPick(next === "" ? undefined : next)}
      options={[...none, ...known.map((option) => ({ value: option, label: option }))]}
    />
  );
}
