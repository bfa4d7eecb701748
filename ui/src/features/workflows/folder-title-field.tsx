import { type KeyboardEvent, useRef, useState } from "react";
import { TextField } from "@/components/text-field";

interface FolderTitleFieldProps {
  /** Accessible name: "Name of the new folder". */
  label: string;
  title: string;
  /** Resolves to false when the server refused: the field stays. */
  onSave: (title: string) => Promise<boolean>;
  onCancel: () => void;
}

/** The title of a folder, typed in its line of the tree. Enter or leaving it saves, Escape does not. */
export function FolderTitleField({ label, title, onSave, onCancel }: FolderTitleFieldProps) {
  const [text, setText] = useState(title);
  const [isBusy, setBusy] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const isOver = useRef(false);

  const cancel = () => {
    isOver.current = true;
    onCancel();
  };
  const save = async () => {
    if (isOver.current) return;
    const wanted = text.trim();
    if (wanted === "" || wanted === title) return cancel();
    isOver.current = true;
    setBusy(true);
    const isSaved = await onSave(wanted);
    setBusy(false);
    setRefused(!isSaved);
    isOver.current = isSaved;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The tree around it would take letters and arrows for its own.
    event.stopPropagation();
    if (event.key === "Enter") void save();
    else if (event.key === "Escape") cancel();
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps presses from the line around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span className="folder-title-field" onClick={(event) => event.stopPropagation()}>
      <TextField
        size="sm"
        autoFocus
        aria-label={label}
        value={text}
        invalid={isRefused}
        loading={isBusy}
        onChange={setText}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => void save()}
        onKeyDown={onKeyDown}
      />
    </span>
  );
}
