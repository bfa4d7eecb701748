import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { SkeletonRows } from "@/components/skeleton";
import { ChangeWord } from "@/features/editor/compare/change-word";
import { placeOf } from "@/features/editor/compare/compare-model";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { ConflictChoice } from "@/features/editor/publish/conflict-choice";
import type { Publishing } from "@/features/editor/publish/publishing";
import type { Change, Comparison, MergeSide, MergeView } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { formatAmount } from "@/lib/format";
import "./publish.css";

/** Brings the server's newest version into the draft: what both changed, and a choice for each real conflict. */
export function MergeDialog({ publishing }: { publishing: Publishing }) {
  const { id } = useDraft();
  const revision = useDraftState((state) => state.revision);
  const { data, error, refetch } = useQuery({
    queryKey: ["editor", id.connection, id.workflow, "merge", revision],
    queryFn: () => host.mergeView(id),
    staleTime: 0,
    gcTime: 0,
  });
  const [choices, setChoices] = useState<ReadonlyMap<string, MergeSide>>(new Map());
  const left = data?.conflicts.filter((conflict) => !choices.has(conflict.id)).length ?? 0;
  const merge = (thenPublish: boolean) => {
    const chosen = Array.from(choices, ([conflict, side]) => ({ conflict, side }));
    publishing.merge(chosen, thenPublish);
  };
  const isHeld = data === undefined || left > 0;
  return (
    <Dialog
      open
      onClose={() => publishing.show(null)}
      title={data ? `Merge v${data.serverVersion} into the draft` : "Merge"}
      subtitle={
        data && `Both began with v${data.baseVersion}. Merging is one step that can be undone.`
      }
      width={720}
      busy={publishing.isBusy}
      dirty={choices.size > 0}
      banner={
        error && (
          <Banner
            title="Cannot prepare the merge"
            action={
              <Button size="sm" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          >
            {messageOf(error)}
          </Banner>
        )
      }
      footerStart={left > 0 && <span>{`${formatAmount(left, "choice")} left`}</span>}
      footer={
        <>
          <Button onClick={() => publishing.show(null)} disabled={publishing.isBusy}>
            Cancel
          </Button>
          <Button onClick={() => merge(false)} disabled={isHeld || publishing.isBusy}>
            Merge into the draft
          </Button>
          <Button
            variant="primary"
            loading={publishing.isBusy}
            disabled={isHeld}
            onClick={() => merge(true)}
          >
            Merge and publish
          </Button>
        </>
      }
    >
      {!data && !error && <SkeletonRows rows={5} columns="1fr 1fr" />}
      {data && (
        <div className="merge">
          <Changes view={data} />
          {data.conflicts.map((conflict) => (
            <ConflictChoice
              key={conflict.id}
              conflict={conflict}
              version={data.serverVersion}
              side={choices.get(conflict.id) ?? null}
              onChange={(side) => setChoices(new Map(choices).set(conflict.id, side))}
            />
          ))}
          {data.conflicts.length === 0 && (
            <p className="merge-note">No conflicts: both changed different things.</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Changes({ view }: { view: MergeView }) {
  return (
    <div className="merge-sides">
      <ChangeList title="Draft on this computer" comparison={view.ours} />
      <ChangeList title={`v${view.serverVersion} on the server`} comparison={view.theirs} />
    </div>
  );
}

/** More than these are counted only. */
const MOST = 12;

function ChangeList({ title, comparison }: { title: string; comparison: Comparison }) {
  const id = useId();
  const lines = changedThings(comparison);
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="merge-head">
        {title}
      </h3>
      <ul className="merge-list">
        {lines.slice(0, MOST).map(({ name, change }) => (
          <li key={name}>
            <span className="mono truncate" title={name}>
              {name}
            </span>
            <ChangeWord change={change} />
          </li>
        ))}
        {lines.length > MOST && (
          <li>{`and ${formatAmount(lines.length - MOST, "more", "more")}`}</li>
        )}
        {lines.length === 0 && <li className="merge-note">No differences</li>}
      </ul>
    </section>
  );
}

function changedThings(comparison: Comparison): { name: string; change: Change }[] {
  const { settings, parameters, blocks } = comparison;
  const changed = blocks.filter(({ change }) => change !== "same");
  return [
    ...settings.map(({ field }) => ({ name: field, change: "changed" as const })),
    ...parameters.map(({ key, change }) => ({ name: key, change })),
    ...changed.map((block) => ({ name: placeOf(block)?.key ?? "", change: block.change })),
  ];
}
