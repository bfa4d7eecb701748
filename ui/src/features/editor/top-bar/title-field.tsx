import { type KeyboardEvent, useState } from "react";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { useEdit } from "@/features/editor/draft/use-edit";

/** The title of the workflow; a press makes it a field. */
export function TitleField() {
  const title = useDraftState((state) => state.head.title);
  const edit = useEdit();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null)
    return (
      <h1 className="editor-title">
        <button
          type="button"
          className="truncate"
          title={title}
          aria-label={`${title}, rename`}
          onClick={() => setTyped(title)}
        >
          {title}
        </button>
      </h1>
    );
  const keep = () => {
    const next = typed.trim();
    if (next !== "" && next !== title) void edit({ edit: "setSetting", key: "title", value: next });
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") keep();
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.preventDefault();
  };
  return (
    <input
      className="editor-title-input"
      aria-label="Title"
      // biome-ignore lint/a11y/noAutofocus: the person pressed the title to change it
      autoFocus
      value={typed}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
