import { ArrowLeft } from "lucide-react";
import { useMemo, useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { region } from "@/components/regions";
import { SkeletonRows } from "@/components/skeleton";
import { useKinds } from "@/features/blocks/kinds";
import { DraftProvider, useDraft } from "@/features/editor/draft/draft-context";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import { DragProvider } from "@/features/editor/drag/drag-context";
import { DragLayer } from "@/features/editor/drag/drag-layer";
import { DragStore } from "@/features/editor/drag/drag-store";
import { type CommandTargets, useBlockCommands } from "@/features/editor/screen/block-commands";
import { EditorFrame } from "@/features/editor/screen/editor-frame";
import { type EditorUi, EditorUiProvider } from "@/features/editor/screen/editor-ui";
import { useNotices, useUnfoldForSelection } from "@/features/editor/screen/use-editor-effects";
import { useFocusTargets } from "@/features/editor/screen/use-focus-targets";
import { useOpenDraft } from "@/features/editor/screen/use-open-draft";
import type { ConnectionView, DraftId, Gap, PartialRun, RunId, WorkflowId } from "@/ipc/bindings";
import "./editor-screen.css";

interface RunWish {
  partial?: PartialRun;
}

export interface EditorScreenProps {
  connection: ConnectionView;
  workflow: WorkflowId;
  onClose: () => void;
  /** Opens the launch dialog; with `partial` for some blocks only. */
  onRun: (options?: RunWish) => void;
  onOpenRun: (run: RunId) => void;
  /** Another workflow came into being: a copy, or one on another server. */
  onOpenWorkflow?: ((workflow: DraftId) => void) | undefined;
  /** States of a run of this workflow by label, shown on the blocks. */
  states?: ReadonlyMap<string, string> | null | undefined;
  /** Widths of the panels; kept by this screen where nobody else keeps them. */
  sizes?: Readonly<Record<string, number>> | undefined;
  onSizesChange?: ((sizes: Record<string, number>) => void) | undefined;
}

/** The editor of one workflow: outline, library, canvas, inspector, YAML, versions. */
export function EditorScreen(props: EditorScreenProps) {
  const { connection, workflow } = props;
  // Another workflow is another editor.
  return <OneEditor key={`${connection.id} ${workflow}`} {...props} />;
}

function OneEditor(props: EditorScreenProps) {
  const { store, fault, retry } = useOpenDraft(props.connection.id, props.workflow);
  const drag = useMemo(() => (store ? new DragStore(store.id) : null), [store]);
  if (!store || !drag) return <NotOpen fault={fault} onRetry={retry} onClose={props.onClose} />;
  return (
    <DraftProvider store={store}>
      <DragProvider drag={drag}>
        <OpenEditor {...props} />
      </DragProvider>
    </DraftProvider>
  );
}

function OpenEditor(props: EditorScreenProps) {
  const draft = useDraft();
  const kinds = useKinds();
  const targets = useFocusTargets();
  const [addAt, setAddAt] = useState<Gap | null>(null);
  const [wish, setWish] = useState<RunWish | null>(null);
  const start = (options?: RunWish) => (options?.partial ? props.onRun(options) : props.onRun());
  const run = async (partial?: PartialRun) => {
    await flushEdits(draft);
    const options = partial && { partial };
    if (draft.read().head.isChanged) setWish(options ?? {});
    else start(options);
  };
  const wishes: CommandTargets = {
    addAt,
    setAddAt,
    focusLibrary: targets.toLibrary,
    focusInspector: targets.toInspector,
    onRunBlocks: (blocks) => blocks.length > 0 && void run({ blocks, outputsOf: null }),
  };
  const commands = useBlockCommands(wishes);
  const states = props.states ?? null;
  const ui = useMemo<EditorUi>(
    () => ({ kinds, states, addAt, commands }),
    [kinds, states, addAt, commands],
  );
  useNotices();
  useUnfoldForSelection();
  const leaveLibrary = () => {
    setAddAt(null);
    targets.close();
  };
  return (
    <EditorUiProvider ui={ui}>
      <EditorFrame
        targets={targets}
        onLeaveLibrary={leaveLibrary}
        onRun={() => void run()}
        runWish={wish && { onRun: () => start(wish), onClose: () => setWish(null) }}
        onClose={props.onClose}
        onOpenWorkflow={props.onOpenWorkflow}
        sizes={props.sizes}
        onSizesChange={props.onSizesChange}
      />
      <DragLayer />
    </EditorUiProvider>
  );
}

interface NotOpenProps {
  /** Null while it is being opened. */
  fault: string | null;
  onRetry: () => void;
  onClose: () => void;
}

function NotOpen({ fault, onRetry, onClose }: NotOpenProps) {
  return (
    <main className="editor">
      <header className="editor-bar" {...region}>
        <IconButton
          icon={ArrowLeft}
          iconSize={16}
          size="sm"
          label="Back to workflows"
          onClick={onClose}
        />
      </header>
      {fault === null ? (
        <div className="editor-loading">
          <SkeletonRows rows={8} columns="224px 1fr" rowHeight={46} />
        </div>
      ) : (
        <Banner
          title="The workflow cannot be opened"
          action={
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {fault}
        </Banner>
      )}
    </main>
  );
}
