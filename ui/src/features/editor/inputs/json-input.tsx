import type { InputProps } from "@/features/editor/inputs/input-props";
import { formatJson, parseJson } from "@/features/editor/inputs/json-text";
import { problemsAt } from "@/features/editor/inputs/problems";
import { TemplateInput } from "@/features/editor/inputs/template-input";
import { useParsedText } from "@/features/editor/inputs/use-parsed-text";

type JsonInputProps = InputProps & {
  /** A template that becomes JSON is a value too. */
  takesText: boolean;
};

/** JSON as text, with references in it. What is not JSON yet is told and not sent. */
export function JsonInput({ field, draft, problems, onFault, takesText }: JsonInputProps) {
  const parsed = useParsedText({
    value: draft.value,
    format: (value) => formatJson(value === undefined ? field.default : value, takesText),
    parse: (text) => parseJson(text, takesText),
    onValue: draft.onType,
    onFault,
  });
  return (
    <TemplateInput
      mode="json"
      text={parsed.text}
      onChange={parsed.onText}
      onLeave={draft.onLeave}
      // Ranges count in the texts inside of the value and not in its JSON.
      problems={typeof draft.value === "string" ? problemsAt(problems, []) : NONE}
      isSettled={draft.isSettled}
    />
  );
}

const NONE: InputProps["problems"] = [];
