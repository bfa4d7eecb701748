import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { type Panel, ResizablePanels } from "@/components/resizable-panels";
import { useMediaQuery } from "@/components/use-media-query";
import { useShortcut } from "@/components/use-shortcut";
import { Canvas } from "@/features/editor/canvas/canvas";
import { CompareView } from "@/features/editor/compare/compare-view";
import type { Sides } from "@/features/editor/compare/sides";
import { useDraft } from "@/features/editor/draft/draft-context";
import { useDragState } from "@/features/editor/drag/drag-context";
import { FindBar } from "@/features/editor/find/find-bar";
import { HistoryButton } from "@/features/editor/history/history-button";
import { Library } from "@/features/editor/library/library";
import { Outline } from "@/features/editor/outline/outline";
import { ProblemsStrip } from "@/features/editor/problems/problems-strip";
import { PromoteDialog } from "@/features/editor/promote/promote-dialog";
import { PublishDialogs, usePublish } from "@/features/editor/publish/publish";
import { PublishButton } from "@/features/editor/publish/publish-button";
import { RunQuestion } from "@/features/editor/publish/run-question";
import { EditorKeys, useUndoKeys } from "@/features/editor/screen/editor-keys";
import { SidePanel } from "@/features/editor/screen/side-panel";
import type { FocusTargets } from "@/features/editor/screen/use-focus-targets";
import { type EditorMode, TopBar } from "@/features/editor/top-bar/top-bar";
import { YamlPane } from "@/features/editor/yaml/yaml-pane";
import type { DraftId, FoundText } from "@/ipc/bindings";

interface EditorFrameProps {
  targets: FocusTargets;
  onLeaveLibrary: () => void;
  onRun: () => void;
  /** A run that waits for an answer about the draft. */
  runWish: { onRun: () => void; onClose: () => void } | null;
  onClose: () => void;
  onOpenWorkflow?: ((workflow: DraftId) => void) | undefined;
  sizes?: Readonly<Record<string, number>> | undefined;
  onSizesChange?: ((sizes: Record<string, number>) => void) | undefined;
}

/** Top bar, panels and dialogs around the canvas. */
export function EditorFrame(props: EditorFrameProps) {
  const { onRun } = props;
  const [mode, setMode] = useState<EditorMode>("blocks");
  const [compared, setCompared] = useState<Sides | null>(null);
  const [isFinding, setFinding] = useState(false);
  const [isPromoting, setPromoting] = useState(false);
  const [isHistory, setHistory] = useState(false);
  const publishing = usePublish();
  const compare = (sides: Sides) => {
    setHistory(false);
    setCompared(sides);
  };
  useUndoKeys();
  useShortcut("mod+h", () => setHistory(!isHistory), { inTextFields: true });
  return (
    <main className="editor">
      <TopBar
        onBack={props.onClose}
        mode={mode}
        onMode={(next) => {
          setCompared(null);
          setMode(next);
        }}
        onRun={onRun}
        history={
          <HistoryButton
            isComparing={compared !== null}
            onCompare={compare}
            onStopComparing={() => setCompared(null)}
            open={isHistory}
            onOpenChange={setHistory}
          />
        }
        publish={<PublishButton publishing={publishing} onPromote={() => setPromoting(true)} />}
      />
      {compared ? (
        <CompareView initial={compared} onClose={() => setCompared(null)} />
      ) : (
        <EditorBody
          {...props}
          mode={mode}
          isFinding={isFinding}
          onFinding={setFinding}
          onMode={() => setMode(mode === "blocks" ? "yaml" : "blocks")}
        />
      )}
      <PublishDialogs
        publishing={publishing}
        onCompare={compare}
        onOpenWorkflow={props.onOpenWorkflow}
      />
      {props.runWish && <RunQuestion publishing={publishing} {...props.runWish} />}
      {isPromoting && (
        <PromoteDialog onClose={() => setPromoting(false)} onOpenWorkflow={props.onOpenWorkflow} />
      )}
    </main>
  );
}

interface EditorBodyProps extends EditorFrameProps {
  mode: EditorMode;
  onMode: () => void;
  isFinding: boolean;
  onFinding: (isFinding: boolean) => void;
}

function EditorBody(props: EditorBodyProps) {
  const { targets, mode } = props;
  const isWide = useMediaQuery("(min-width: 980px)");
  const isYaml = mode === "yaml";
  const canvas = (
    <CanvasWithFind targets={targets} isFinding={props.isFinding} onFinding={props.onFinding} />
  );
  const library = (onClose?: () => void) => (
    <Library ref={targets.library} onLeave={props.onLeaveLibrary} onClose={onClose} />
  );
  const inspector = <SidePanel ref={targets.inspector} />;
  const column = (
    <div className="editor-column">
      {canvas}
      {!isYaml && <ProblemsStrip />}
    </div>
  );
  return (
    <>
      <EditorKeys
        targets={targets}
        onMode={props.onMode}
        onFind={() => props.onFinding(true)}
        onRun={props.onRun}
      />
      <div className="editor-body">
        <EditorPanels
          {...props}
          panels={
            isYaml
              ? [yamlCanvas(column), { id: "yaml", label: "YAML", content: <DraggedYaml /> }]
              : blockPanels(library(), column, isWide ? inspector : null)
          }
        />
        {isYaml && targets.overlay === "library" && (
          <div className="editor-overlay" data-side="left">
            {library(props.onLeaveLibrary)}
          </div>
        )}
        {(isYaml || !isWide) && targets.overlay === "inspector" && (
          <div className="editor-overlay" data-side="right">
            <IconButton
              className="editor-overlay-close"
              icon={X}
              size="sm"
              label="Close"
              onClick={targets.close}
            />
            {inspector}
          </div>
        )}
      </div>
      {isYaml && <ProblemsStrip />}
    </>
  );
}

function blockPanels(library: ReactNode, column: ReactNode, inspector: ReactNode): Panel[] {
  const left = (
    <div className="editor-left">
      <Outline />
      {library}
    </div>
  );
  return [
    { id: "editor-left", label: "Outline", content: left, size: LEFT },
    { id: "editor-canvas", label: "Canvas", content: column },
    ...(inspector === null
      ? []
      : [{ id: "editor-inspector", label: "Inspector", content: inspector, size: RIGHT }]),
  ];
}

const LEFT = { usual: 224, least: 180, most: 400 };
const RIGHT = { usual: 320, least: 260, most: 560 };

function yamlCanvas(content: ReactNode): Panel {
  const usual = Math.round((window.innerWidth * 11) / 24);
  return { id: "editor-split", label: "Blocks", content, size: { usual, least: 300, most: 900 } };
}

interface EditorPanelsProps {
  panels: Panel[];
  sizes?: Readonly<Record<string, number>> | undefined;
  onSizesChange?: ((sizes: Record<string, number>) => void) | undefined;
}

function EditorPanels({ panels, sizes, onSizesChange }: EditorPanelsProps) {
  const [own, setOwn] = useState<Readonly<Record<string, number>>>({});
  return (
    <ResizablePanels panels={panels} sizes={sizes ?? own} onSizesChange={onSizesChange ?? setOwn} />
  );
}

interface CanvasWithFindProps {
  targets: FocusTargets;
  isFinding: boolean;
  onFinding: (isFinding: boolean) => void;
}

function CanvasWithFind({ targets, isFinding, onFinding }: CanvasWithFindProps) {
  const draft = useDraft();
  const reveal = ({ place: { holder } }: FoundText) => {
    if (holder.type !== "block")
      draft.show(holder.type === "parameter" ? "parameters" : "settings");
  };
  const close = () => {
    onFinding(false);
    targets.canvas.current?.focus();
  };
  return (
    <Canvas ref={targets.canvas} onFind={() => onFinding(true)}>
      {isFinding && <FindBar onClose={close} onReveal={reveal} />}
    </Canvas>
  );
}

function DraggedYaml() {
  const isDragging = useDragState(({ lifted }) => lifted !== null);
  return <YamlPane isDragging={isDragging} />;
}
