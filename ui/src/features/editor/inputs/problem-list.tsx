import { CircleX, Info, TriangleAlert } from "lucide-react";
import { Fragment, memo, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ReferenceChip } from "@/components/chip";
import { Icon } from "@/components/icon";
import { useEdit } from "@/features/editor/draft/use-edit";
import type { Problem, Severity } from "@/ipc/bindings";

const ICONS = { error: CircleX, warning: TriangleAlert, hint: Info } as const;
const WORDS: Record<Severity, string> = { error: "Error", warning: "Warning", hint: "Hint" };

/** What is wrong with a field, each with the ways to mend it. */
export const ProblemList = memo(({ problems }: { problems: readonly Problem[] }) => {
  const edit = useEdit();
  if (problems.length === 0) return null;
  return (
    <ul className="field-problems">
      {problems.map((problem) => (
        <li key={JSON.stringify([problem.code, problem.message, problem.place])}>
          <span className="field-problem" data-severity={problem.severity}>
            <Icon icon={ICONS[problem.severity]} size={12} />
            <span className="sr-only">{WORDS[problem.severity]}: </span>
            <span>{inWords(problem.message)}</span>
          </span>
          {problem.fixes.map((fix) => (
            <Button key={fix.title} size="sm" onClick={() => void edit(fix.edit)}>
              {inWords(fix.title)}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  );
});
ProblemList.displayName = "ProblemList";

/** A sentence whose names stand in backticks. */
function inWords(sentence: string): ReactNode {
  return sentence.split("`").map((part, place) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
    if (place % 2 === 0) return <Fragment key={place}>{part}</Fragment>;
    const reference = /^\{\{\s*(.*?)\s*\}\}$/.exec(part)?.[1];
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
    if (reference === undefined) return <code key={place}>{part}</code>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
      <ReferenceChip key={place} bad>
        {reference}
      </ReferenceChip>
    );
  });
}
