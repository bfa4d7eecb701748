import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { RadioList, type RadioOption } from "@/components/radio-list";
import { useCheckKeychain } from "@/features/connections/queries";
import type { KeychainView, KeyStorage } from "@/ipc/bindings";
import "./key-storage-choice.css";

interface KeyStorageChoiceProps {
  keychain: Extract<KeychainView, { state: "unusable" }>;
  value: KeyStorage | null;
  onChange: (storage: KeyStorage) => void;
  error: string | undefined;
}

const OPTIONS: readonly RadioOption<KeyStorage | "">[] = [
  {
    value: "memory",
    label: "Keep the key in memory until Eyrie quits",
    hint: "It has to be typed again after the next start. It is never written to a file.",
  },
  {
    value: "keychain",
    label: "Keep it in the keychain",
    hint: "Not possible before the keychain can be used.",
    disabled: true,
  },
];

/** The keychain cannot keep the key: why, what to do, and the other choice. */
export function KeyStorageChoice({ keychain, value, onChange, error }: KeyStorageChoiceProps) {
  const check = useCheckKeychain();
  return (
    <div className="key-storage">
      <Banner
        tone="warn"
        title={keychain.problem}
        action={
          <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
            Check again
          </Button>
        }
      >
        {keychain.advice}
      </Banner>
      <div className="key-storage-choice">
        <Field label="Where the key is kept" error={error}>
          <RadioList
            value={value ?? ""}
            onChange={(next) => {
              if (next) onChange(next);
            }}
            options={OPTIONS}
          />
        </Field>
      </div>
    </div>
  );
}
