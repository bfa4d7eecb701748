import { memo } from "react";
import { region } from "@/components/regions";
import { type Tab, Tabs } from "@/components/tabs";
import { ActionsTab } from "@/features/run-window/actions-tab";
import { InputTab } from "@/features/run-window/input-tab";
import { LogTab } from "@/features/run-window/log-tab";
import { OutputTab } from "@/features/run-window/output-tab";
import type { Picks } from "@/features/run-window/picks";
import type { RunModel } from "@/features/run-window/run-model";
import type { ActionView, NodeId, RunHead } from "@/ipc/bindings";
import "./details.css";

export type DetailsTab = "input" | "output" | "actions" | "log";

export interface DetailsProps {
  run: RunModel;
  /** The chosen block. */
  chosen: NodeId | null;
  action: ActionView["id"] | null;
  picks: Picks;
}

interface TabbedDetailsProps extends DetailsProps {
  tab: DetailsTab;
  onTab: (tab: DetailsTab) => void;
}

/** What went in, what came out, what was done, and the log. */
export const Details = memo(function Details({ tab, onTab, ...props }: TabbedDetailsProps) {
  const tabs: readonly Tab<DetailsTab>[] = [
    { value: "input", label: "Input", content: tab === "input" && <InputTab {...props} /> },
    { value: "output", label: "Output", content: tab === "output" && <OutputTab {...props} /> },
    { value: "actions", label: "Actions", content: tab === "actions" && <ActionsTab {...props} /> },
    { value: "log", label: "Log", content: tab === "log" && <LogTab {...props} /> },
  ];
  return (
    <aside {...region} className="run-details" aria-label="Details">
      <Tabs label="Details" value={tab} onChange={onTab} tabs={tabs} />
    </aside>
  );
});

/** What a person wants to see first: what is done, what came out, or why it failed. */
export function firstTab({
  isFinal,
  failure,
  outputs,
}: Pick<RunHead, "isFinal" | "failure" | "outputs">): DetailsTab {
  if (!isFinal) return "actions";
  if (failure) return "log";
  return outputs === null ? "actions" : "output";
}
