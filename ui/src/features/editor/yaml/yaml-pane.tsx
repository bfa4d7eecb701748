import { Check, CircleAlert, Copy, LoaderCircle } from "lucide-react";
import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { Segment } from "@/components/segment";
import { SkeletonRows } from "@/components/skeleton";
import { useToasts } from "@/components/toasts";
import { useDraftState } from "@/features/editor/draft/draft-context";
import type { YamlHandle } from "@/features/editor/yaml/yaml-code";
import type { Caret } from "@/features/editor/yaml/yaml-editor";
import type { YamlState } from "@/features/editor/yaml/yaml-session";
import { messageOf } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";
import "@/components/code-view.css";
import "./yaml.css";

const YamlCode = lazy(() => import("@/features/editor/yaml/yaml-code"));

interface YamlPaneProps {
  /** While blocks are being dragged nothing can be typed. */
  isDragging?: boolean | undefined;
}

type Extent = "whole" | "block";

const EXTENTS = [
  { value: "whole", label: "Workflow" },
  { value: "block", label: "Selected block" },
] as const;

/** The draft as YAML, live both ways. */
export function YamlPane({ isDragging = false }: YamlPaneProps) {
  const [extent, setExtent] = useState<Extent>("whole");
  const [state, setState] = useState<YamlState>({ type: "loading" });
  const [fileName, setFileName] = useState("");
  const [caret, setCaret] = useState<Caret | null>(null);
  const selected = useDraftState(({ selection }) => selection.at(-1) ?? null);
  const code = useRef<YamlHandle>(null);
  const isNothing = extent === "block" && selected === null;
  return (
    <section className="yaml-pane" aria-label="YAML" data-region="">
      <header className="yaml-head">
        <span className="mono truncate">{fileName}</span>
        {!isNothing && <YamlWord state={state} onTryAgain={() => code.current?.tryAgain()} />}
        <span className="yaml-head-end">
          <Segment label="Shown" value={extent} onChange={setExtent} options={EXTENTS} />
          <CopyButton code={code} fileName={fileName} />
        </span>
      </header>
      {isNothing ? (
        <EmptyState title="Choose a block to see its YAML" />
      ) : (
        <div className="code-view">
          <Suspense fallback={<SkeletonRows rows={14} columns="30px 1fr" rowHeight={19} />}>
            <YamlCode
              ref={code}
              block={extent === "block" ? selected : null}
              isReadOnly={isDragging}
              label="Workflow as YAML"
              onState={(next, name) => {
                setState(next);
                setFileName(name);
              }}
              onCaret={setCaret}
            />
          </Suspense>
        </div>
      )}
      <footer className="yaml-foot">
        {caret && <span>{`Ln ${caret.line}, Col ${caret.column}`}</span>}
        <span className="truncate">{caret?.path.join(" › ")}</span>
        <span className="yaml-foot-end">2 spaces</span>
        <span>YAML</span>
      </footer>
    </section>
  );
}

/** Whether the text and the blocks agree. */
function YamlWord({ state, onTryAgain }: { state: YamlState; onTryAgain: () => void }) {
  switch (state.type) {
    case "loading":
      return null;
    case "inStep":
      return (
        <span className="yaml-word" role="status" data-tone="ok">
          <Icon icon={Check} size={14} />
          In step with the blocks
        </span>
      );
    case "typing":
      return (
        <span className="yaml-word" role="status">
          <Icon icon={LoaderCircle} size={14} />
          Typing…
        </span>
      );
    case "fault":
      return (
        <span className="yaml-word" role="status" data-tone="danger" title={state.message}>
          <Icon icon={CircleAlert} size={14} />
          <span className="truncate">{`Line ${state.line}: ${uncapitalised(state.message)}`}</span>
        </span>
      );
    case "broken":
      return (
        <span className="yaml-word" role="alert" data-tone="danger" title={state.message}>
          <Icon icon={CircleAlert} size={14} />
          <span className="truncate">{state.message}</span>
          <Button size="sm" variant="ghost" onClick={onTryAgain}>
            Try again
          </Button>
        </span>
      );
  }
}

interface CopyButtonProps {
  code: RefObject<YamlHandle | null>;
  fileName: string;
}

function CopyButton({ code, fileName }: CopyButtonProps) {
  const { show } = useToasts();
  const copy = () =>
    copyText(code.current?.read() ?? "").then(
      () => show({ message: `${fileName} copied` }),
      (fault) => show({ tone: "danger", message: `Cannot copy. ${messageOf(fault)}` }),
    );
  return <IconButton icon={Copy} size="sm" label="Copy" onClick={() => void copy()} />;
}

/** It goes on after "Line 30:". */
function uncapitalised(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
