import { useQuery } from "@tanstack/react-query";
import { ArrowRight, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { SkeletonRows } from "@/components/skeleton";
import { useShortcut } from "@/components/use-shortcut";
import { ChangeWord } from "@/features/editor/compare/change-word";
import { CompareDetail } from "@/features/editor/compare/compare-detail";
import {
  changeCounts,
  compareRows,
  isAllSame,
  moveWords,
} from "@/features/editor/compare/compare-model";
import { CompareTable } from "@/features/editor/compare/compare-table";
import { comparisonQuery } from "@/features/editor/compare/queries";
import { SidePicker } from "@/features/editor/compare/side-picker";
import { isDraftSide, type Sides, shortName, takenSide } from "@/features/editor/compare/sides";
import { useTakeOver } from "@/features/editor/compare/use-take-over";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { CompareView as Compared } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import "./compare.css";

interface CompareViewProps {
  /** What is compared at first. */
  initial: Sides;
  onClose: () => void;
}

/** Two states of workflows side by side; what differs can be taken into the draft. */
export function CompareView({ initial, onClose }: CompareViewProps) {
  const { id } = useDraft();
  const revision = useDraftState((state) => state.revision);
  const [sides, setSides] = useState(initial);
  const [hidesUnchanged, setHidesUnchanged] = useState(true);
  const isOfDraft = isDraftSide(sides.before, id) || isDraftSide(sides.after, id);
  const query = comparisonQuery(id, sides.before, sides.after, isOfDraft ? revision : 0);
  const { data, error, refetch } = useQuery(query);
  useShortcut("escape", onClose);
  return (
    <section className="compare" aria-label="Compare">
      <CompareBar
        sides={sides}
        data={data}
        onChange={setSides}
        hidesUnchanged={hidesUnchanged}
        onHide={setHidesUnchanged}
        onClose={onClose}
      />
      {error && (
        <Banner
          title="Cannot compare"
          action={
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {messageOf(error)}
        </Banner>
      )}
      {data && <ComparePanes sides={sides} data={data} hidesUnchanged={hidesUnchanged} />}
      {!data && !error && <SkeletonRows rows={12} columns="36px 44px 1fr 84px" rowHeight={36} />}
    </section>
  );
}

interface CompareBarProps {
  sides: Sides;
  data: Compared | undefined;
  onChange: (sides: Sides) => void;
  hidesUnchanged: boolean;
  onHide: (hides: boolean) => void;
  onClose: () => void;
}

function CompareBar({ sides, data, onChange, hidesUnchanged, onHide, onClose }: CompareBarProps) {
  const { id } = useDraft();
  const takeOver = useTakeOver();
  const restored = takenSide(sides, id) ?? sides.before;
  const counts = data && changeCounts(data.comparison);
  const isOfDraft = takenSide(sides, id) !== null;
  const restore = () =>
    takeOver.mutate({
      from: restored,
      what: { type: "all" },
      done: `${shortName(restored)} restored in the draft`,
    });
  return (
    <div className="compare-bar" role="toolbar" aria-label="Comparison" data-region="">
      <SidePicker
        word="From"
        side={sides.before}
        title={data?.beforeTitle}
        onChange={(before) => onChange({ ...sides, before })}
      />
      <Icon icon={ArrowRight} size={14} />
      <SidePicker
        word="To"
        side={sides.after}
        title={data?.afterTitle}
        onChange={(after) => onChange({ ...sides, after })}
      />
      <span className="compare-counts" role="status">
        {counts &&
          (["added", "changed", "moved", "removed"] as const)
            .filter((change) => counts[change] > 0)
            .map((change) => <ChangeWord key={change} change={change} count={counts[change]} />)}
      </span>
      <span className="compare-bar-end">
        {isOfDraft && (
          <Checkbox checked={hidesUnchanged} onChange={onHide}>
            Hide unchanged fields
          </Checkbox>
        )}
        {!isDraftSide(restored, id) && (
          <Button size="sm" loading={takeOver.isPending} onClick={restore}>
            {`Restore ${shortName(restored)}…`}
          </Button>
        )}
        <IconButton
          icon={X}
          size="sm"
          label="Close the comparison"
          keys="escape"
          onClick={onClose}
        />
      </span>
    </div>
  );
}

interface ComparePanesProps {
  sides: Sides;
  data: Compared;
  hidesUnchanged: boolean;
}

function ComparePanes({ sides, data: { comparison }, hidesUnchanged }: ComparePanesProps) {
  const { id } = useDraft();
  const takeOver = useTakeOver();
  const parameters = useDraftState(({ head }) => head.parameters);
  const rows = useMemo(() => compareRows(comparison), [comparison]);
  const moves = useMemo(() => moveWords(comparison.blocks), [comparison]);
  const [selected, setSelected] = useState<string | null>(null);
  const changed = rows.filter(({ change }) => change !== "same");
  const row = rows.find((one) => one.id === selected) ?? changed[0] ?? rows[0];
  const taken = takenSide(sides, id);
  const step = (direction: 1 | -1) => {
    const place = rows.findIndex((one) => one.id === row?.id);
    const list = direction === 1 ? rows.slice(place + 1) : rows.slice(0, place).reverse();
    const next = list.find(({ change }) => change !== "same");
    if (next) setSelected(next.id);
  };
  if (isAllSame(comparison)) return <EmptyState title="No differences" />;
  return (
    <div className="compare-panes">
      <div className="compare-list" data-region="">
        <CompareTable
          comparison={comparison}
          rows={rows}
          heads={[shortName(sides.before), shortName(sides.after)]}
          parameters={isDraftSide(sides.after, id) ? parameters.map(keyOf) : []}
          selected={row?.id ?? null}
          onSelect={setSelected}
        />
      </div>
      {row && (
        <CompareDetail
          row={row}
          comparison={comparison}
          taken={taken && shortName(taken)}
          draftIs={taken && (taken === sides.before ? "after" : "before")}
          isBusy={takeOver.isPending}
          hidesUnchanged={hidesUnchanged}
          move={row.type === "block" ? moves.get(row.block) : undefined}
          onTake={(what, done) => taken && takeOver.mutate({ from: taken, what, done })}
          onStep={step}
        />
      )}
    </div>
  );
}

function keyOf(parameter: unknown): string {
  const { key } = parameter as { key?: unknown };
  return typeof key === "string" ? key : "";
}
