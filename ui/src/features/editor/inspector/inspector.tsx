import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import { region } from "@/components/regions";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import { useRefusal } from "@/features/editor/draft/use-edit";
import { catalogueQuery } from "@/features/editor/inputs/queries";
import { BlockInspector, type OpenFolds } from "@/features/editor/inspector/block-inspector";
import { SeveralPanel } from "@/features/editor/inspector/several-panel";
import { useBlockSource } from "@/features/editor/inspector/use-block-source";
import { WorkflowPanel } from "@/features/editor/inspector/workflow-panel";
import type { Key } from "@/ipc/bindings";
import "./inspector.css";

export interface InspectorProps {
  onRunFromHere: (block: Key) => void;
}

/** The fields of the block that was selected last; of several what they share; of none the workflow. */
export function Inspector({ onRunFromHere }: InspectorProps) {
  const selection = useDraftState((state) => state.selection);
  const key = selection.at(-1);
  const onUndo = useUndoKeys();
  useFlushOnHide();
  return (
    <section
      {...region}
      className="inspector"
      aria-label={selection.length === 1 ? key : "Inspector"}
      onKeyDown={onUndo}
    >
      {key === undefined ? (
        <WorkflowPanel />
      ) : selection.length > 1 ? (
        <SeveralPanel keys={selection} />
      ) : (
        <OneBlock block={key} onRunFromHere={onRunFromHere} />
      )}
    </section>
  );
}

/** What is folded stays so from block to block. */
const folds: OpenFolds = { advanced: false, output: false };

function OneBlock({ block, onRunFromHere }: InspectorProps & { block: Key }) {
  const source = useBlockSource(block);
  const { data: catalogue } = useQuery(catalogueQuery);
  const [open, setOpen] = useState(folds);
  return (
    <BlockInspector
      key={source.id}
      source={source}
      block={block}
      catalogue={catalogue}
      open={open}
      onOpenChange={(change) => {
        Object.assign(folds, change);
        setOpen({ ...folds });
      }}
      onRunFromHere={onRunFromHere}
    />
  );
}

/** In a text field too, undo takes back the last step of the draft: typing is a step like any other. */
function useUndoKeys() {
  const draft = useDraft();
  const refuse = useRefusal();
  return (event: KeyboardEvent) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!isCommand || event.key.toLowerCase() !== "z" || event.defaultPrevented) return;
    event.preventDefault();
    (event.shiftKey ? draft.redo() : draft.undo()).catch(refuse);
  };
}

/** What is typed goes to the draft before the window does. */
function useFlushOnHide() {
  const draft = useDraft();
  useEffect(() => {
    const flush = () => void flushEdits(draft);
    window.addEventListener("pagehide", flush);
    window.addEventListener("blur", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("blur", flush);
    };
  }, [draft]);
}
