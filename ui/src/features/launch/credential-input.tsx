import { KeyRound } from "lucide-react";
import { Combobox } from "@/components/combobox";
import { Select } from "@/components/select";
import { TextField } from "@/components/text-field";
import type { Choice } from "@/ipc/bindings";

interface CredentialInputProps {
  /** The id; empty for none. */
  value: string;
  onChange: (id: string) => void;
  /** Names only; empty where the server does not list them. */
  choices: readonly Choice[];
  isRequired: boolean;
  placeholder: string;
}

/** More are found by typing. */
const MOST_LOOKED_OVER = 20;

/** A credential of the server, by its name. */
export function CredentialInput(props: CredentialInputProps) {
  const { value, onChange, choices } = props;
  const placeholder = props.placeholder || "Choose a credential";
  if (choices.length === 0)
    return (
      <TextField
        icon={KeyRound}
        mono
        value={value}
        onChange={onChange}
        placeholder={props.placeholder || "Id of a credential, cred_…"}
      />
    );
  const isListed = value === "" || choices.some(({ id }) => id === value);
  const options = [
    ...choices.map(({ id, name, detail }) => ({
      value: id,
      label: detail ? `${name} · ${detail}` : name,
    })),
    ...(isListed ? [] : [{ value, label: `${value} (not listed)` }]),
  ];
  if (options.length > MOST_LOOKED_OVER)
    return (
      <Combobox
        icon={KeyRound}
        value={value}
        onChange={onChange}
        options={options}
        placeholder={placeholder}
      />
    );
  return (
    <Select
      icon={KeyRound}
      value={value === "" ? null : value}
      onChange={onChange}
      options={props.isRequired ? options : [{ value: "", label: placeholder }, ...options]}
      placeholder={placeholder}
    />
  );
}
