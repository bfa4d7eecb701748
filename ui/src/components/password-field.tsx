import { Eye, EyeOff, KeyRound } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/icon-button";
import { TextField, type TextFieldProps } from "@/components/text-field";

type PasswordFieldProps = Omit<TextFieldProps, "type" | "end" | "mono" | "icon">;

/** A key or password: dots, with a button that shows it while it is being typed. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      icon={KeyRound}
      mono
      type={shown ? "text" : "password"}
      autoCapitalize="off"
      autoCorrect="off"
      end={
        <IconButton
          icon={shown ? EyeOff : Eye}
          size="sm"
          label={shown ? "Hide" : "Show"}
          disabled={props.disabled}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
