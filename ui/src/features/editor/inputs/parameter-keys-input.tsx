import { Plus } from "lucide-react";
import { createContext, useContext } from "react";
import { Button } from "@/components/button";
import { Chip } from "@/components/chip";
import { useFieldLinks } from "@/components/field";
import { Menu, MenuItem } from "@/components/menu";
import { useParameterOptions } from "@/features/editor/inputs/choice-inputs";
import type { InputProps } from "@/features/editor/inputs/input-props";

/** Keys that the texts of the block use. */
export const UsedKeysContext = createContext<readonly string[]>([]);

const MOST_OFFERED = 40;

/** What is handed to a block: by itself what its texts use, and what a person adds. */
export function ParameterKeysInput({ draft }: InputProps) {
  const links = useFieldLinks();
  const used = useContext(UsedKeysContext);
  const options = useParameterOptions();
  const given = Array.isArray(draft.value) ? draft.value.map(String) : [];
  const keys = [...given, ...used.filter((key) => !given.includes(key))];
  const offered = options.filter(({ value }) => !keys.includes(value)).slice(0, MOST_OFFERED);
  const set = (next: readonly string[]) => draft.onPick(next.length === 0 ? undefined : next);
  return (
    <div
      className="key-chips"
      role="group"
      id={links.id}
      aria-labelledby={links["aria-labelledby"]}
    >
      {keys.map((key) =>
        used.includes(key) ? (
          <span key={key} title="Used by the texts of the block">
            <Chip mono>{key}</Chip>
          </span>
        ) : (
          <Chip
            key={key}
            mono
            outline
            removeLabel={`Remove ${key}`}
            onRemove={() => set(given.filter((other) => other !== key))}
          >
            {key}
          </Chip>
        ),
      )}
      {offered.length > 0 && (
        <Menu
          trigger={
            <Button size="sm" variant="ghost" icon={Plus}>
              Add
            </Button>
          }
        >
          {offered.map(({ value, hint }) => (
            <MenuItem key={value} aux={hint} onSelect={() => set([...given, value])}>
              {value}
            </MenuItem>
          ))}
        </Menu>
      )}
      {used.length > 0 && <p className="field-below">What the texts use is added by itself.</p>}
    </div>
  );
}
