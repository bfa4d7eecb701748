import { Popover } from "radix-ui";
import { useState } from "react";
import { Button } from "@/components/button";
import { MenuItem, MenuSeparator } from "@/components/menu";
import { SplitButton } from "@/components/split-button";
import { TextArea } from "@/components/text-area";
import { useShortcut } from "@/components/use-shortcut";
import type { Publishing } from "@/features/editor/publish/publishing";
import "@/components/popover.css";
import "./publish.css";

interface PublishButtonProps {
  publishing: Publishing;
  /** Opens the dialog that publishes to another server. */
  onPromote: () => void;
}

/** "Publish v13" with its variants. Ctrl+S does the same. */
export function PublishButton({ publishing, onPromote }: PublishButtonProps) {
  const { nextVersion, isChanged, isBusy, isNoting, setNoting, publish, show } = publishing;
  useShortcut("mod+s", () => publish());
  return (
    <Popover.Root open={isNoting} onOpenChange={setNoting}>
      <Popover.Anchor asChild>
        <span>
          <SplitButton
            size="sm"
            loading={isBusy}
            onClick={() => publish()}
            menuLabel="Other ways to publish"
            menu={
              <>
                <MenuItem keys="mod+s" disabled={!isChanged} onSelect={() => publish()}>
                  {`Publish v${nextVersion}`}
                </MenuItem>
                <MenuItem disabled={!isChanged} onSelect={() => setNoting(true)}>
                  Publish with a note…
                </MenuItem>
                <MenuItem onSelect={() => show({ type: "copy" })}>Publish as a copy…</MenuItem>
                <MenuItem onSelect={onPromote}>Publish to another server…</MenuItem>
                <MenuSeparator />
                <MenuItem disabled={!isChanged} onSelect={publishing.discard}>
                  Discard draft
                </MenuItem>
              </>
            }
          >
            {`Publish v${nextVersion}`}
          </SplitButton>
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="popup popover"
          aria-label={`Note for v${nextVersion}`}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          style={{ width: 300 }}
        >
          <NoteForm publishing={publishing} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function NoteForm({ publishing: { nextVersion, publish, setNoting } }: { publishing: Publishing }) {
  const [note, setNote] = useState("");
  const send = () => {
    setNoting(false);
    publish(note);
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
      }}
    >
      <TextArea
        value={note}
        onChange={setNote}
        aria-label="Note"
        placeholder="What changed, for the history on this computer"
      />
      <Button type="submit" size="sm" variant="primary">
        {`Publish v${nextVersion}`}
      </Button>
    </form>
  );
}
