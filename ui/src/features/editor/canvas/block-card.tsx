import { ChevronDown, ChevronRight, CircleSlash, Info, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { StatusGlyph } from "@/components/status";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { SummaryText } from "@/features/editor/canvas/summary-text";
import { useDraft, useNode } from "@/features/editor/draft/draft-context";
import { useBlockCount } from "@/features/editor/draft/use-structure";
import { type BlockProblems, useBlockProblems } from "@/features/editor/problems/problem-index";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import type { Key, Node, Severity } from "@/ipc/bindings";
import "./block-card.css";

interface BlockContentProps {
  blockKey: Key;
  /** A loop or condition: whether its blocks are shown; `deep` opens in a view of its own. */
  container?: "open" | "folded" | "deep" | undefined;
}

/** What stands on a card, and in the head of a loop. */
export const BlockContent = memo(({ blockKey, container }: BlockContentProps) => {
  const node = useNode(blockKey);
  const problems = useBlockProblems(blockKey);
  const { kinds, states } = useEditorUi();
  if (!node) return null;
  const state = states?.get(node.label);
  return (
    <>
      {kinds.isKnown && <KindGlyph kind={node.kind} catalogue={kinds} size={26} />}
      <span className="block-words">
        <span className="block-label truncate">{node.label || "No label"}</span>
        <span className="block-summary truncate">
          <Summary node={node} kindTitle={kinds.find(node.kind).title} problems={problems} />
        </span>
      </span>
      <span className="block-marks">
        {node.isOff && (
          <span title="Turned off">
            <Icon icon={CircleSlash} size={14} />
          </span>
        )}
        {problems && <ProblemMark severity={problems.worst} words={problems.words} />}
        {state !== undefined && <StatusGlyph status={state} />}
      </span>
      {container && <ContainerEnd node={node} container={container} />}
    </>
  );
});
BlockContent.displayName = "BlockContent";

interface SummaryProps {
  node: Node;
  kindTitle: string;
  problems: BlockProblems | null;
}

function Summary({ node, kindTitle, problems }: SummaryProps) {
  if (node.isOff) return `Turned off · ${kindTitle}`;
  const text = node.summary || kindTitle;
  return <SummaryText text={text} unknownNames={problems?.unknownNames ?? ""} />;
}

export function ProblemMark({ severity, words }: { severity: Severity; words: string }) {
  return (
    <span className="problem-mark" data-severity={severity} title={words}>
      <Icon icon={severity === "hint" ? Info : TriangleAlert} size={14} />
    </span>
  );
}

function ContainerEnd({ node, container }: { node: Node; container: "open" | "folded" | "deep" }) {
  const draft = useDraft();
  const count = useBlockCount(node.key);
  const isOpen = container === "open";
  const verb = container === "deep" ? "Open" : isOpen ? "Fold" : "Unfold";
  return (
    <span className="block-fold">
      {(node.isLoop || !isOpen) && (
        <span className="block-count">{count === 1 ? "1 block" : `${count} blocks`}</span>
      )}
      <IconButton
        icon={isOpen ? ChevronDown : ChevronRight}
        size="sm"
        label={`${verb} ${node.label}`}
        tabIndex={-1}
        data-opens={container === "deep" ? node.key : undefined}
        onClick={() => container !== "deep" && draft.setFolded([node.key], isOpen)}
      />
    </span>
  );
}

/** "is_match, Condition, 2 branches, turned off, 1 warning". */
export function useBlockName(key: Key): string {
  const node = useNode(key);
  const words = useBlockProblems(key)?.words;
  const { kinds, states } = useEditorUi();
  const count = useBlockCount(key);
  if (!node) return "";
  const state = states?.get(node.label);
  const parts = [
    node.label || "No label",
    kinds.find(node.kind).title,
    node.branches.length > 0 && `${node.branches.length} branches`,
    node.isLoop && (count === 1 ? "1 block" : `${count} blocks`),
    node.isFinally && "always at the end",
    node.isOff && "turned off",
    words,
    state,
  ];
  return parts.filter(Boolean).join(", ");
}
