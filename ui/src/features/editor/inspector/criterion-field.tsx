import { useMemo, useSyncExternalStore } from "react";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import { useProblems } from "@/features/editor/inputs/problems";
import { SourceField } from "@/features/editor/inputs/source-field";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import {
  DESCRIPTION,
  deciderOf,
  expressionField,
  roundSource,
} from "@/features/editor/inspector/decision-source";
import type { FieldView } from "@/ipc/bindings";

interface CriterionFieldProps {
  source: BlockSource;
  field: FieldView;
}

/** What decides on the next round of a while loop. */
export function CriterionField({ source, field }: CriterionFieldProps) {
  const decision = useMemo(() => roundSource(source, field.name), [source, field.name]);
  const view = useMemo(() => expressionField(field.title, field.doc), [field]);
  const problems = useProblems(source.holder(), field.name);
  const decider = useSyncExternalStore(decision.subscribe, () =>
    deciderOf(decision.read("expression")),
  );
  return (
    <div className="panel-field" data-field={field.name}>
      <SourceField source={decision} field={view} aux={decider} />
      <SourceField source={decision} field={DESCRIPTION} />
      <ProblemList problems={problems.filter(({ place }) => place.path.length === 0)} />
    </div>
  );
}
