import { ChevronDown, ChevronRight, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { region } from "@/components/regions";
import { type Tone, ToneWord } from "@/components/status";
import { useShortcut } from "@/components/use-shortcut";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { FixWords, ProblemWords } from "@/features/editor/problems/problem-words";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import type { Problem, Severity } from "@/ipc/bindings";
import "./problems.css";

/** Shown at once; the rest by a button. */
const MOST = 100;
const TONES: Readonly<Record<Severity, Tone>> = { error: "danger", warning: "warn", hint: "idle" };
const SEVERITIES: readonly Severity[] = ["error", "warning", "hint"];

/** What is wrong with the workflow, below the canvas. */
export function ProblemsStrip() {
  const draft = useDraft();
  const problems = useDraftState((state) => state.problems);
  const [isOpen, setOpen] = useState(() => problems.some(({ severity }) => severity !== "hint"));
  const [chosen, setChosen] = useState(-1);
  const [isWhole, setWhole] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const go = (index: number) => {
    const problem = problems[index];
    if (!problem) return;
    setChosen(index);
    setOpen(true);
    showPlace(draft, problem);
  };
  const walk = (step: 1 | -1) => {
    if (problems.length === 0) return false;
    const start = chosen < 0 && step < 0 ? 0 : chosen;
    go((start + step + problems.length) % problems.length);
    return true;
  };
  useShortcut("f8", () => walk(1));
  useShortcut("shift+f8", () => walk(-1));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = list.current?.querySelectorAll<HTMLElement>(".problem-main");
    const here = [...(rows ?? [])].findIndex((row) => row.contains(document.activeElement));
    if (step === undefined || here < 0) return;
    event.preventDefault();
    rows?.[here + step]?.focus();
  };
  if (problems.length === 0) return <NoProblems />;
  const shown = isWhole ? problems : problems.slice(0, MOST);
  return (
    <section className="problems" aria-label="Problems" {...region}>
      <StripHead problems={problems} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside are the controls
        <div ref={list} className="problem-list" onKeyDown={onKeyDown}>
          {shown.map((problem, index) => (
            <ProblemRow
              // biome-ignore lint/suspicious/noArrayIndexKey: problems have no names
              key={index}
              problem={problem}
              isChosen={index === chosen}
              onChoose={() => go(index)}
            />
          ))}
          {shown.length < problems.length && (
            <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
              Show all {problems.length}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** Selects what a problem belongs to. */
function showPlace(draft: DraftStore, { place: { holder } }: Problem) {
  if (holder.type === "block") draft.select([holder.block]);
  else draft.show(holder.type === "parameter" ? "parameters" : "settings");
}

function NoProblems() {
  return (
    <section className="problems" aria-label="Problems" {...region}>
      <div className="problems-head">
        <ToneWord tone="ok" icon={CircleCheck}>
          No problems
        </ToneWord>
      </div>
    </section>
  );
}

interface StripHeadProps {
  problems: readonly Problem[];
  isOpen: boolean;
  onToggle: () => void;
}

function StripHead({ problems, isOpen, onToggle }: StripHeadProps) {
  const hasErrors = problems.some(({ severity }) => severity === "error");
  return (
    <div className="problems-head">
      <button type="button" aria-expanded={isOpen} onClick={onToggle}>
        <Icon icon={isOpen ? ChevronDown : ChevronRight} size={14} />
        Problems
      </button>
      {SEVERITIES.map((severity) => {
        const count = problems.filter((problem) => problem.severity === severity).length;
        if (count === 0) return null;
        const word = `${count} ${severity}${count === 1 ? "" : "s"}`;
        return (
          <ToneWord
            key={severity}
            badge
            tone={TONES[severity]}
            icon={severity === "hint" ? Info : TriangleAlert}
          >
            {word}
          </ToneWord>
        );
      })}
      {!hasErrors && <span className="problems-note">A run can start with warnings</span>}
    </div>
  );
}

interface ProblemRowProps {
  problem: Problem;
  isChosen: boolean;
  onChoose: () => void;
}

function ProblemRow({ problem, isChosen, onChoose }: ProblemRowProps) {
  const { commands } = useEditorUi();
  const { holder } = problem.place;
  const label = useDraftState((state) =>
    holder.type === "block" ? (state.nodes.get(holder.block)?.label ?? holder.block) : null,
  );
  const where = label ?? (holder.type === "parameter" ? holder.key : "Workflow");
  return (
    <div className="problem-row" data-chosen={isChosen || undefined}>
      <button type="button" className="problem-main" aria-current={isChosen} onClick={onChoose}>
        <span
          className="problem-mark"
          data-severity={problem.severity}
          role="img"
          aria-label={problem.severity}
        >
          <Icon icon={problem.severity === "hint" ? Info : TriangleAlert} size={14} />
        </span>
        <code>{where}</code>
        <span className="problem-words truncate">
          <ProblemWords
            message={problem.message}
            isUnknown={problem.code === "unknown-reference"}
          />
        </span>
      </button>
      {problem.fixes.slice(0, 2).map((fix) => (
        <Button key={fix.title} size="sm" onClick={() => void commands.edit(fix.edit)}>
          <FixWords title={fix.title} />
        </Button>
      ))}
    </div>
  );
}
