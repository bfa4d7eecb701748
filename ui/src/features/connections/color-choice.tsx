import { RadioGroup } from "radix-ui";
import { useFieldLinks } from "@/components/field";
import { COLORS } from "@/features/connections/connection-form-model";
import type { ConnectionColor } from "@/ipc/bindings";
import "./color-choice.css";
import "./connection-mark.css";

interface ColorChoiceProps {
  value: ConnectionColor;
  onChange: (color: ConnectionColor) => void;
}

/** The colour that marks a connection in the sidebar and in run windows. */
export function ColorChoice({ value, onChange }: ColorChoiceProps) {
  const links = useFieldLinks();
  return (
    <RadioGroup.Root
      {...links}
      className="color-choice"
      orientation="horizontal"
      value={value}
      onValueChange={(next) => onChange(next as ConnectionColor)}
    >
      {COLORS.map((color) => (
        <RadioGroup.Item
          key={color}
          value={color}
          className="color-swatch"
          data-color={color}
          aria-label={NAMES[color]}
          title={NAMES[color]}
        >
          <span className="color-dot" />
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

const NAMES: Record<ConnectionColor, string> = {
  blue: "Blue",
  teal: "Teal",
  violet: "Violet",
  amber: "Amber",
  rose: "Rose",
  gray: "Grey",
};
