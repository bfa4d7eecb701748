import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { useEdit } from "@/features/editor/draft/use-edit";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import { useProblems } from "@/features/editor/inputs/problems";
import { SourceField } from "@/features/editor/inputs/source-field";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import {
  branchSource,
  DESCRIPTION,
  deciderOf,
  expressionField,
} from "@/features/editor/inspector/decision-source";
import type { BranchHead, FieldView } from "@/ipc/bindings";

interface BranchesFieldProps {
  source: BlockSource;
  field: FieldView;
}

const NONE: readonly BranchHead[] = [];
const EXPRESSION = expressionField(
  "If",
  "A reference that says yes or no, or in words what a model is to judge.",
);

/** The branches of a condition in the order in which they are tried. */
export function BranchesField({ source, field }: BranchesFieldProps) {
  const branches = useDraftState((state) => state.nodes.get(source.key())?.branches ?? NONE);
  const problems = useProblems(source.holder(), field.name);
  const edit = useEdit();
  return (
    <div className="panel-field" data-field={field.name}>
      <div className="field-label">
        {field.title}
        <span className="field-aux">first match wins</span>
      </div>
      <ol className="branches">
        {branches.map((head, branch) => (
          <Branch
            // biome-ignore lint/suspicious/noArrayIndexKey: a branch is its place
            key={branch}
            source={source}
            field={field}
            head={head}
            branch={branch}
            count={branches.length}
          />
        ))}
      </ol>
      <Button
        size="sm"
        variant="ghost"
        icon={Plus}
        onClick={() => void edit({ edit: "addBranch", block: source.key(), at: null })}
      >
        Add branch
      </Button>
      {!branches.some(({ isDefault }) => isDefault) && (
        <p className="field-below">Without a default branch the block fails when none matches.</p>
      )}
      <ProblemList problems={problems.filter(({ place }) => place.path.length === 0)} />
    </div>
  );
}

interface BranchProps extends BranchesFieldProps {
  head: BranchHead;
  branch: number;
  count: number;
}

function Branch({ source, field, head, branch, count }: BranchProps) {
  const draft = useDraft();
  const edit = useEdit();
  const fields = useMemo(
    () => branchSource(draft, source, field.name, branch),
    [draft, source, field.name, branch],
  );
  const name = head.isDefault ? "Otherwise" : `Branch ${branch + 1}`;
  const move = (to: number) => void edit({ edit: "moveBranch", block: source.key(), branch, to });
  return (
    <li className="branch" aria-label={`${name} of ${count}`}>
      <div className="branch-head">
        <span>{name}</span>
        {branch > 0 && (
          <IconButton
            icon={ArrowUp}
            iconSize={12}
            size="sm"
            label={`Try ${name} earlier`}
            onClick={() => move(branch - 1)}
          />
        )}
        {branch < count - 1 && (
          <IconButton
            icon={ArrowDown}
            iconSize={12}
            size="sm"
            label={`Try ${name} later`}
            onClick={() => move(branch + 1)}
          />
        )}
        <IconButton
          icon={Trash2}
          iconSize={12}
          size="sm"
          label={`Remove ${name} with its blocks`}
          onClick={() => void edit({ edit: "removeBranch", block: source.key(), branch })}
        />
      </div>
      {!head.isDefault && (
        <SourceField source={fields} field={EXPRESSION} aux={deciderOf(head.expression)} />
      )}
      <SourceField source={fields} field={DESCRIPTION} />
    </li>
  );
}
