import { ChevronsUpDown } from "lucide-react";
import { Icon } from "@/components/icon";
import { Menu, type MenuChoice, MenuChoices } from "@/components/menu";

interface SourceChoiceProps {
  /** Accessible name: "Shown output". */
  label: string;
  value: string;
  options: readonly MenuChoice<string>[];
  onChange: (value: string) => void;
}

/** Which of several values is shown, in the head of their panel. A single one is its name alone. */
export function SourceChoice({ label, value, options, onChange }: SourceChoiceProps) {
  const shown = options.find((option) => option.value === value);
  if (options.length < 2) return <code>{shown?.label}</code>;
  return (
    <Menu
      trigger={
        <button type="button" className="source-choice" aria-label={label}>
          <code className="truncate">{shown?.label}</code>
          <Icon icon={ChevronsUpDown} size={12} />
        </button>
      }
    >
      <MenuChoices value={value} onChange={onChange} choices={options} />
    </Menu>
  );
}
