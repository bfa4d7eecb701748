import { ArrowLeft, Blocks, Braces, Play, Redo2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { region } from "@/components/regions";
import { Segment } from "@/components/segment";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { useRefusal } from "@/features/editor/draft/use-edit";
import { SaveState } from "@/features/editor/top-bar/save-state";
import { TitleField } from "@/features/editor/top-bar/title-field";
import "./top-bar.css";

export type EditorMode = "blocks" | "yaml";

interface TopBarProps {
  onBack: () => void;
  mode: EditorMode;
  onMode: (mode: EditorMode) => void;
  onRun: () => void;
  /** The button of the history. */
  history: ReactNode;
  /** The button that publishes. */
  publish: ReactNode;
}

const MODES = [
  { value: "blocks", label: "Blocks", icon: Blocks },
  { value: "yaml", label: "YAML", icon: Braces },
] as const;

/** Title, save state and what is done with the workflow as a whole. */
export function TopBar({ onBack, mode, onMode, onRun, history, publish }: TopBarProps) {
  return (
    <header className="editor-bar" {...region}>
      <IconButton
        icon={ArrowLeft}
        iconSize={16}
        size="sm"
        label="Back to workflows"
        onClick={onBack}
      />
      <TitleField />
      <SaveState />
      <span className="editor-bar-space" />
      <UndoButtons />
      {history}
      <Segment label="View" value={mode} onChange={onMode} options={MODES} />
      {publish}
      <Button size="sm" variant="primary" icon={Play} keys="mod+enter" onClick={onRun}>
        Run…
      </Button>
    </header>
  );
}

function UndoButtons() {
  const draft = useDraft();
  const refuse = useRefusal();
  const undo = useDraftState((state) => state.head.undo);
  const redo = useDraftState((state) => state.head.redo);
  return (
    <>
      <IconButton
        icon={Undo2}
        iconSize={16}
        size="sm"
        label={undo === null ? "Nothing to undo" : `Undo: ${undo}`}
        keys="mod+z"
        disabled={undo === null}
        onClick={() => void draft.undo().catch(refuse)}
      />
      <IconButton
        icon={Redo2}
        iconSize={16}
        size="sm"
        label={redo === null ? "Nothing to redo" : `Redo: ${redo}`}
        keys="mod+shift+z"
        disabled={redo === null}
        onClick={() => void draft.redo().catch(refuse)}
      />
    </>
  );
}
