import { Bookmark, ChevronDown, History, ListRestart, PencilLine, Trash2 } from "lucide-react";
import { Button } from "@/components/button";
import type { IconType } from "@/components/icon";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "@/components/menu";
import type { InputsBase } from "@/features/launch/inputs-base";
import { SavePreset } from "@/features/launch/save-preset";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import { usePresets } from "@/features/launch/use-presets";
import type { ConnectionId } from "@/ipc/bindings";
import "./inputs-chooser.css";

const ICONS: Record<InputsBase["kind"], IconType> = {
  prefill: History,
  last: History,
  preset: Bookmark,
  defaults: ListRestart,
};

interface InputsChooserProps {
  connection: ConnectionId;
  editor: LaunchEditor;
}

/** The inputs to begin with: those of the last run, presets, none; and keeping those typed as a preset. */
export function InputsChooser({ connection, editor }: InputsChooserProps) {
  const { bases, base, draft, act } = editor;
  const presets = usePresets(connection, editor);
  const { name } = base;
  return (
    <div className="inputs-chooser">
      {bases.length > 1 || draft.setAside ? (
        <Menu
          width={280}
          trigger={
            <Button
              size="sm"
              icon={ICONS[base.kind]}
              endIcon={ChevronDown}
              className="inputs-chooser-button"
            >
              {base.title}
            </Button>
          }
        >
          <MenuChoices
            value={base.id}
            onChange={(baseId) => act({ type: "baseChosen", baseId })}
            choices={bases.map((one) => ({
              value: one.id,
              label: one.title,
              icon: ICONS[one.kind],
            }))}
          />
          {(draft.setAside || name !== null) && <MenuSeparator />}
          {draft.setAside && (
            <MenuItem icon={PencilLine} onSelect={() => act({ type: "takenBack" })}>
              What was typed before
            </MenuItem>
          )}
          {name !== null && (
            <MenuItem icon={Trash2} danger onSelect={() => presets.remove(name)}>
              Delete preset “{name}”
            </MenuItem>
          )}
        </Menu>
      ) : (
        <span className="inputs-chooser-gap" />
      )}
      <SavePreset
        names={editor.form.presets.flatMap((preset) => preset.name ?? [])}
        suggestion={name ?? ""}
        onSave={presets.save}
      />
    </div>
  );
}
