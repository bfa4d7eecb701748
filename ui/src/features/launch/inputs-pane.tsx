import { Info } from "lucide-react";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/icon";
import { isShort, pairUp } from "@/features/launch/field-words";
import { InputsChooser } from "@/features/launch/inputs-chooser";
import { startText } from "@/features/launch/launch-draft";
import { LaunchFieldRow } from "@/features/launch/launch-field-row";
import { useFileDrop } from "@/features/launch/use-file-drop";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import type { Uploads } from "@/features/launch/use-uploads";
import type { ConnectionId } from "@/ipc/bindings";
import "./inputs-pane.css";

interface InputsPaneProps {
  connection: ConnectionId;
  editor: LaunchEditor;
  uploads: Uploads;
}

/** What the workflow asks for. */
export function InputsPane({ connection, editor, uploads }: InputsPaneProps) {
  const { form, base } = editor;
  const over = useFileDrop(uploads.take);
  const pane = useRef<HTMLDivElement>(null);
  // The dialog was open before there was a field.
  useEffect(() => {
    pane.current?.querySelector<HTMLElement>(`.launch-fields :is(${CONTROLS})`)?.focus();
  }, []);
  const rows = pairUp(form.fields, (field) => isShort(field, startText(base, field)));
  return (
    <div ref={pane} className="inputs-pane">
      {form.notes.map((note) => (
        <p key={note} className="launch-note selectable">
          <Icon icon={Info} size={14} />
          <span>{note}</span>
        </p>
      ))}
      {form.fields.length === 0 ? (
        <p className="launch-nothing">This workflow asks for no inputs.</p>
      ) : (
        <InputsChooser connection={connection} editor={editor} />
      )}
      <div className="launch-fields">
        {rows.map((row) => (
          <div key={row.map(({ key }) => key).join(" ")} className="launch-row">
            {row.map((field) => (
              <LaunchFieldRow
                key={field.key}
                field={field}
                editor={editor}
                uploads={uploads}
                isOver={over === field.key}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const CONTROLS = 'input,textarea,[role="combobox"],[role="checkbox"]';
