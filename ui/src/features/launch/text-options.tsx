import { Field } from "@/components/field";
import { TextField } from "@/components/text-field";
import type { OptionProps } from "@/features/launch/launch-options-pane";
import "./text-options.css";

type TextOption = "webhookUrl" | "title" | "totpIdentifier" | "totpUrl";

const TEXTS: Record<TextOption, { label: string; placeholder: string }> = {
  webhookUrl: { label: "Webhook when finished", placeholder: "https://" },
  title: { label: "Title of the run", placeholder: "That of the workflow" },
  totpIdentifier: { label: "TOTP identifier", placeholder: "Mail address or number of the codes" },
  totpUrl: { label: "TOTP URL", placeholder: "https://, asked for one-time codes" },
};

type TextOptionsProps = OptionProps & { names: readonly TextOption[] };

/** Options that are a line of text each, all of them optional. */
export function TextOptions({ names, options, set, faultOf }: TextOptionsProps) {
  return names.map((name) => (
    <div key={name} className="text-option" data-launch-field={`options.${name}`}>
      <Field label={TEXTS[name].label} aux="optional" error={faultOf(name)}>
        <TextField
          size="sm"
          placeholder={TEXTS[name].placeholder}
          value={options[name]}
          onChange={(text) => set({ [name]: text })}
        />
      </Field>
    </div>
  ));
}
