import { useShortcut } from "@/components/use-shortcut";
import { useDraft } from "@/features/editor/draft/draft-context";
import { useRefusal } from "@/features/editor/draft/use-edit";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import { useBlockKeys } from "@/features/editor/screen/use-block-keys";
import type { FocusTargets } from "@/features/editor/screen/use-focus-targets";

interface EditorKeysProps {
  targets: FocusTargets;
  onMode: () => void;
  onFind: () => void;
  onRun: () => void;
}

/** The keys of the editor that draw nothing. Those of publishing and the history belong to their buttons. */
export function EditorKeys({ targets, onMode, onFind, onRun }: EditorKeysProps) {
  const { commands } = useEditorUi();
  useShortcut(["mod+y", "ctrl+mod+y"], onMode, { inTextFields: true });
  useShortcut("mod+f", onFind, { inTextFields: true });
  useShortcut("mod+enter", onRun, { inTextFields: true });
  useShortcut("escape", () => {
    const isInside = targets.inspector.current?.contains(document.activeElement) ?? false;
    if (!isInside && targets.overlay === null) return false;
    targets.close();
    return true;
  });
  useBlockKeys(commands);
  return null;
}

/** Undo and redo, whatever of the draft is shown. */
export function useUndoKeys() {
  const draft = useDraft();
  const refuse = useRefusal();
  useShortcut("mod+z", () => void draft.undo().catch(refuse));
  useShortcut("mod+shift+z", () => void draft.redo().catch(refuse));
}
