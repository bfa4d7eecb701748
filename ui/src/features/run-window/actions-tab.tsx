import { Check } from "lucide-react";
import { memo, useEffect, useMemo, useRef } from "react";
import { EmptyState } from "@/components/empty-state";
import { PanelHead } from "@/components/section";
import { StatusWord, statusLook, ToneWord } from "@/components/status";
import { VirtualList, type VirtualListHandle } from "@/components/virtual-list";
import { type ActionEntry, actionEntries } from "@/features/run-window/actions-list";
import type { DetailsProps } from "@/features/run-window/details";
import { Thumbnail } from "@/features/run-window/thumbnail";
import { useActionPictures } from "@/features/run-window/use-action-pictures";
import type { ActionView } from "@/ipc/bindings";
import { formatAmount, formatSeconds } from "@/lib/format";

/** Everything the agent did, under the blocks it belongs to. A press chooses the action and leads the recording to it. */
export function ActionsTab({ run, chosen, action: current, picks }: DetailsProps) {
  const { nodes, actions, actionsOf } = run;
  const list = useRef<VirtualListHandle>(null);
  const pictureOf = useActionPictures(run.head.connection);
  const isLive = !run.head.isFinal;
  const entries = useMemo(
    () => actionEntries({ nodes, actions, actionsOf }, isLive),
    [nodes, actions, actionsOf, isLive],
  );
  const shown = current ?? (chosen === null ? null : (actionsOf.get(chosen)?.[0]?.id ?? null));
  useEffect(() => {
    if (shown !== null) list.current?.reveal(shown);
  }, [shown]);
  return (
    <VirtualList<ActionEntry>
      ref={list}
      label="Actions"
      items={entries}
      itemKey={(entry) => entry.key}
      estimate={67}
      renderItem={(entry) =>
        entry.type === "block" ? (
          <BlockHead entry={entry} />
        ) : (
          <ActionCard
            action={entry.action}
            picture={pictureOf(entry.action)}
            isCurrent={entry.action.id === current}
            onPick={picks.action}
          />
        )
      }
      empty={
        <EmptyState
          inline
          title={isLive ? "No action yet." : "No block of this run tells its actions."}
        />
      }
    />
  );
}

function BlockHead({ entry }: { entry: Extract<ActionEntry, { type: "block" }> }) {
  return (
    <PanelHead divided aux={formatAmount(entry.count, "action")}>
      <code>{entry.label}</code>
      {entry.turn && <span className="action-turn"> {entry.turn}</span>}
    </PanelHead>
  );
}

interface ActionCardProps {
  action: ActionView;
  picture: string | null;
  isCurrent: boolean;
  onPick: (action: ActionView) => void;
}

const ActionCard = memo(function ActionCard({
  action,
  picture,
  isCurrent,
  onPick,
}: ActionCardProps) {
  const words = action.failure ?? action.reasoning;
  return (
    <button
      type="button"
      className="action-card"
      aria-current={isCurrent}
      data-broken={action.status === "failed" || undefined}
      onClick={() => onPick(action)}
    >
      <Thumbnail url={picture} isCurrent={isCurrent} isBroken={action.status === "failed"} />
      <span className="action-words">
        <span className="action-title">{action.title}</span>
        <span className="action-meta">
          <ActionState action={action} />
          {action.step !== null && `Step ${action.step}`}
        </span>
        {words && <span className="action-reason">{words}</span>}
      </span>
    </button>
  );
});

/** "Now", how long it took, or how it ended. */
function ActionState({ action: { status, seconds } }: { action: ActionView }) {
  if (status === "running") return <StatusWord status="running">Now</StatusWord>;
  if (status === "completed") {
    return (
      <ToneWord tone="ok" icon={Check}>
        {seconds === null ? "Done" : formatSeconds(seconds)}
      </ToneWord>
    );
  }
  const length = seconds === null ? "" : `, ${formatSeconds(seconds)}`;
  return <StatusWord status={status}>{`${statusLook(status).word}${length}`}</StatusWord>;
}
