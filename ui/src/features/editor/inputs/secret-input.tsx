import { LockKeyhole } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { PasswordField } from "@/components/password-field";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { TextMapInput } from "@/features/editor/inputs/text-map-input";

type SecretInputProps = InputProps & { isSet: boolean };

/** A secret is never shown: it is set or not, and can be replaced. */
export function SecretInput(props: SecretInputProps) {
  const { field, draft, isSet } = props;
  const [isReplaced, setReplaced] = useState(false);
  if (isSet && !isReplaced)
    return (
      <div className="secret-set">
        <Icon icon={LockKeyhole} size={12} />
        <span>Set</span>
        <Button size="sm" variant="ghost" onClick={() => setReplaced(true)}>
          Replace
        </Button>
        {!field.isRequired && (
          <Button size="sm" variant="ghost" onClick={() => draft.onPick(undefined)}>
            Remove
          </Button>
        )}
      </div>
    );
  const onDone = () => setReplaced(false);
  return field.input.type === "textMap" ? (
    <SecretMap {...props} onDone={onDone} />
  ) : (
    <SecretText {...props} onDone={onDone} />
  );
}

type TypedProps = SecretInputProps & { onDone: () => void };

/** Sent when it is complete, and gone from here by then. */
function SecretText({ draft, isSet, onDone }: TypedProps) {
  const [typed, setTyped] = useState("");
  const send = () => {
    if (typed !== "") draft.onPick(typed);
    setTyped("");
    onDone();
  };
  return (
    <PasswordField
      autoFocus={isSet}
      value={typed}
      onChange={setTyped}
      placeholder={isSet ? "Type the new one" : "Not set"}
      onKeyDown={(event) => {
        if (event.key === "Enter") send();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setTyped("");
        onDone();
      }}
      onBlur={send}
    />
  );
}

/** Names with secret texts, such as headers: typed whole, then sent at once. */
function SecretMap(props: TypedProps) {
  const { draft, isSet, onDone } = props;
  const [typed, setTyped] = useState<unknown>(undefined);
  const local = {
    ...draft,
    value: typed,
    onType: setTyped,
    onPick: setTyped,
    onLeave: () => {},
  };
  return (
    <>
      <TextMapInput {...props} draft={local} />
      <div className="field-acts">
        <Button
          size="sm"
          disabled={typed === undefined}
          onClick={() => {
            draft.onPick(typed);
            setTyped(undefined);
            onDone();
          }}
        >
          {isSet ? "Replace" : "Set"}
        </Button>
        {isSet && (
          <Button size="sm" variant="ghost" onClick={onDone}>
            Cancel
          </Button>
        )}
      </div>
    </>
  );
}
