import { PanelRight } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useReducer, useRef, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { region } from "@/components/regions";
import { ResizablePanels } from "@/components/resizable-panels";
import { ApprovalBanner } from "@/features/run-window/approval-banner";
import { Centre } from "@/features/run-window/centre";
import { chooseNext, NO_CHOICE, shownChoice } from "@/features/run-window/choice";
import { Details, type DetailsTab, firstTab } from "@/features/run-window/details";
import { type PlayerHandle, usePicks } from "@/features/run-window/picks";
import type { Rerun } from "@/features/run-window/rerun-button";
import { FailureBanner, FreshnessBanner } from "@/features/run-window/run-banners";
import type { RunModel } from "@/features/run-window/run-model";
import { Timeline } from "@/features/run-window/timeline";
import { TopBar } from "@/features/run-window/top-bar";
import { useNarrowWindow } from "@/features/run-window/use-narrow-window";
import { usePanelSizes } from "@/features/run-window/use-panel-sizes";
import { useRunAnnouncements } from "@/features/run-window/use-run-announcements";
import type { ActionView, NodeId } from "@/ipc/bindings";

interface RunViewProps {
  run: RunModel;
  onRerun: Rerun;
}

export function RunView({ run, onRerun }: RunViewProps) {
  const { isFinal } = run.head;
  const player = useRef<PlayerHandle>(null);
  const [choice, choose] = useReducer(chooseNext, NO_CHOICE);
  const shown = shownChoice(choice, run);
  const picks = usePicks(player, isFinal, choose);
  const onPlayed = useCallback(
    (node: NodeId, action: ActionView["id"] | null) => choose({ type: "played", node, action }),
    [],
  );
  const onFollow = useCallback(
    (isFollowing: boolean) => choose({ type: "followed", isFollowing }),
    [],
  );
  const [tab, setTab] = useState<DetailsTab>(() => firstTab(run.head));
  useRunAnnouncements(run);

  return (
    <main className="run-window" aria-label={run.head.title}>
      <RunPanels
        bar={(detailsToggle) => (
          <TopBar head={run.head} log={run.log} onRerun={onRerun} end={detailsToggle} />
        )}
        banners={
          <>
            <FailureBanner run={run} onRerun={onRerun} />
            <ApprovalBanner head={run.head} />
            <FreshnessBanner freshness={run.head.freshness} />
          </>
        }
        timeline={
          <Timeline
            run={run}
            chosen={shown.node}
            isFollowing={choice.isFollowing}
            onPick={picks.block}
            onFollow={onFollow}
          />
        }
        centre={
          <Centre ref={player} run={run} chosen={shown.node} picks={picks} onPlayed={onPlayed} />
        }
        details={
          <Details
            run={run}
            chosen={shown.node}
            action={shown.action}
            picks={picks}
            tab={tab}
            onTab={setTab}
          />
        }
      />
    </main>
  );
}

interface RunPanelsProps {
  /** Takes the button that shows the details where they are folded. */
  bar: (detailsToggle: ReactNode) => ReactNode;
  banners: ReactNode;
  timeline: ReactNode;
  centre: ReactNode;
  details: ReactNode;
}

/** Blocks, picture and details side by side; in a narrow window the details lie over the picture on demand. */
function RunPanels({ bar, banners, timeline, centre, details }: RunPanelsProps) {
  const isNarrow = useNarrowWindow();
  const [isOpen, setOpen] = useState(false);
  const [sizes, setSizes] = usePanelSizes();
  useEffect(() => {
    if (!isNarrow) setOpen(false);
  }, [isNarrow]);
  const left = {
    id: "timeline",
    label: "Blocks",
    content: timeline,
    size: { usual: 252, least: 180, most: 420 },
  };
  const middle = { id: "centre", label: "Picture", content: centre };
  const right = {
    id: "details",
    label: "Details",
    content: details,
    size: { usual: 296, least: 240, most: 520 },
  };
  return (
    <>
      <div {...region} className="run-top">
        {bar(isNarrow && <DetailsToggle isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />)}
        {banners}
      </div>
      <div className="run-body">
        <ResizablePanels
          panels={isNarrow ? [left, middle] : [left, middle, right]}
          sizes={sizes}
          onSizesChange={setSizes}
        />
        {isNarrow && isOpen && <div className="run-details-over">{details}</div>}
      </div>
    </>
  );
}

function DetailsToggle({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  return (
    <IconButton icon={PanelRight} size="sm" label="Details" pressed={isOpen} onClick={onToggle} />
  );
}
