import { useMemo } from "react";
import { StatusGlyph } from "@/components/status";
import type { Picks } from "@/features/run-window/picks";
import type { RunModel } from "@/features/run-window/run-model";
import { stepWords } from "@/features/run-window/run-words";
import { ScreenshotStrip } from "@/features/run-window/screenshot-strip";
import { blockAhead, blockInFocus, nodeTitle } from "@/features/run-window/timeline-tree";
import { useActionPictures } from "@/features/run-window/use-action-pictures";
import type { ActionView, TimelineNode } from "@/ipc/bindings";

interface CurrentActionProps {
  run: RunModel;
  picks: Picks;
}

/** How many screenshots of the latest actions are at hand while the run goes on. */
const LATEST = 40;

/** What the run does now, why, and what comes next. It keeps its height whatever it says. */
export function CurrentAction({ run, picks }: CurrentActionProps) {
  const focus = blockInFocus(run);
  const node = focus === null ? undefined : run.nodes.get(focus);
  const action = node && run.actionsOf.get(node.id)?.at(-1);
  const steps = stepWords(run.head);
  return (
    <div className="current-action">
      {node ? (
        <NowLine node={node} action={action} steps={steps} />
      ) : (
        <div className="current-line current-empty">Waiting for the first block</div>
      )}
      <dl className="selectable">
        <dt>{action?.reasoning && "Why"}</dt>
        <dd className="current-why" title={action?.reasoning ?? undefined}>
          {action?.reasoning}
        </dd>
        <dt>{node && "Next"}</dt>
        <dd className="truncate">{node && <NextWords next={blockAhead(run, node.id)} />}</dd>
      </dl>
      <LatestScreenshots run={run} current={action?.id ?? null} picks={picks} />
    </div>
  );
}

interface NowLineProps {
  node: TimelineNode;
  action: ActionView | undefined;
  steps: string | null;
}

function NowLine({ node, action, steps }: NowLineProps) {
  return (
    <div className="current-line">
      <StatusGlyph status={node.status} />
      <code className="truncate">{nodeTitle(node)}</code>
      <strong className="truncate" title={action?.title ?? node.summary ?? undefined}>
        {action?.title ?? node.summary}
      </strong>
      {steps !== null && <span className="current-step">Step {steps}</span>}
    </div>
  );
}

function NextWords({ next }: { next: TimelineNode | null }) {
  return next ? <code>{nodeTitle(next)}</code> : "The end of the run";
}

function LatestScreenshots({
  run,
  current,
  picks,
}: {
  run: RunModel;
  current: string | null;
  picks: Picks;
}) {
  const pictureOf = useActionPictures(run.head.connection);
  const latest = useMemo(
    () => run.actions.filter((action) => action.screenshot !== null).slice(-LATEST),
    [run.actions],
  );
  const items = latest.flatMap((action) => {
    const url = pictureOf(action);
    return url
      ? [{ id: action.id, url, words: action.title, isBroken: action.status === "failed" }]
      : [];
  });
  return (
    <ScreenshotStrip
      label="Last screenshots"
      items={items}
      current={items.some((item) => item.id === current) ? current : (items.at(-1)?.id ?? null)}
      onPick={(id) => {
        const action = latest.find((each) => each.id === id);
        if (action) picks.action(action);
      }}
    />
  );
}
