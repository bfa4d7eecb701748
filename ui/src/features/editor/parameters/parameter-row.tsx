import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Trash2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { useToasts } from "@/components/toasts";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { useEdit, useRefusal } from "@/features/editor/draft/use-edit";
import { worst } from "@/features/editor/inputs/field-box";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import { useProblems } from "@/features/editor/inputs/problems";
import { usesQuery } from "@/features/editor/inputs/queries";
import { ParameterForm } from "@/features/editor/parameters/parameter-form";
import {
  defaultInWords,
  keyOf,
  kindOf,
  type Parameter,
  parameterKinds,
} from "@/features/editor/parameters/parameter-model";
import type { Holder, ParameterTypeView } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

export interface ParameterRowProps {
  parameter: Parameter;
  place: number;
  count: number;
  types: readonly ParameterTypeView[];
  isOpen: boolean;
  onOpenChange: (key: string | null) => void;
}

/** One parameter: a line, and opened its fields. */
export function ParameterRow(props: ParameterRowProps) {
  const { parameter, types, isOpen, onOpenChange } = props;
  const key = keyOf(parameter);
  const kinds = useMemo(() => parameterKinds(types), [types]);
  const kind = kinds.find(({ id }) => id === kindOf(parameter));
  const uses = useUses(key);
  const holder = useMemo<Holder>(() => ({ type: "parameter", key }), [key]);
  const problems = useProblems(holder, null);
  const standard = defaultInWords(parameter);
  return (
    <li className="parameter" data-open={isOpen || undefined} data-severity={worst(problems)}>
      <button
        type="button"
        className="parameter-line"
        aria-expanded={isOpen}
        onClick={() => onOpenChange(isOpen ? null : key)}
      >
        <Icon icon={isOpen ? ChevronDown : ChevronRight} size={12} />
        <span className="parameter-key mono truncate" title={key}>
          {key}
        </span>
        <span className="parameter-kind">{kind?.title ?? kindOf(parameter)}</span>
        {!isOpen && standard !== "" && (
          <span className="parameter-default mono truncate" title={standard}>
            {standard}
          </span>
        )}
        {uses !== null && (
          <span className="parameter-uses">
            {uses === 0 ? "not used" : formatAmount(uses, "use")}
          </span>
        )}
      </button>
      {!isOpen && typeof parameter.description === "string" && (
        <p className="parameter-description truncate" title={parameter.description}>
          {parameter.description}
        </p>
      )}
      <div className="parameter-problems">
        <ProblemList problems={problems} />
      </div>
      {isOpen && (
        <div className="parameter-form">
          <ParameterForm parameter={parameter} types={types} onRenamed={onOpenChange} />
          <ParameterActs {...props} uses={uses} />
        </div>
      )}
    </li>
  );
}

/** Milliseconds without a change until the uses are counted again. */
const CALM = 400;

/** How often texts refer to it; null until it is known. */
function useUses(key: string): number | null {
  const { id } = useDraft();
  const newest = useDraftState((state) => state.revision);
  const [revision, setRevision] = useState(newest);
  useEffect(() => {
    const timer = setTimeout(() => setRevision(newest), CALM);
    return () => clearTimeout(timer);
  }, [newest]);
  const { data } = useQuery(usesQuery(id, key, revision));
  return data ? data.uses.length : null;
}

/** Order and removal. A removal asks nothing: it can be undone. */
function ParameterActs(props: ParameterRowProps & { uses: number | null }) {
  const { parameter, place, count, uses, onOpenChange } = props;
  const draft = useDraft();
  const edit = useEdit();
  const refuse = useRefusal();
  const toasts = useToasts();
  const key = keyOf(parameter);
  const remove = async () => {
    if (!(await edit({ edit: "removeParameter", key }))) return;
    onOpenChange(null);
    toasts.show({
      message: uses ? `${key} removed; ${formatAmount(uses, "use")} left` : `${key} removed`,
      tone: uses ? "warn" : "ok",
      action: { label: "Undo", onAct: () => void draft.undo().catch(refuse) },
    });
  };
  return (
    <div className="parameter-acts">
      <IconButton
        icon={ArrowUp}
        size="sm"
        label={`Move ${key} up`}
        disabled={place === 0}
        onClick={() => void edit({ edit: "moveParameter", key, to: place - 1 })}
      />
      <IconButton
        icon={ArrowDown}
        size="sm"
        label={`Move ${key} down`}
        disabled={place === count - 1}
        onClick={() => void edit({ edit: "moveParameter", key, to: place + 1 })}
      />
      <IconButton icon={Trash2} size="sm" label={`Remove ${key}`} onClick={() => void remove()} />
    </div>
  );
}
