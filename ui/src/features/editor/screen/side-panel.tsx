import type { Ref } from "react";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { Inspector } from "@/features/editor/inspector/inspector";
import { ParametersPanel } from "@/features/editor/parameters/parameters-panel";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import { WorkflowSettingsPanel } from "@/features/editor/settings-panel/workflow-settings-panel";

/** Right of the canvas: the chosen block, or the parameters or settings of the workflow. */
export function SidePanel({ ref }: { ref: Ref<HTMLDivElement> }) {
  const panel = useDraftState((state) => state.panel);
  return (
    <div ref={ref} className="editor-side">
      <SideContent panel={panel} />
    </div>
  );
}

function SideContent({ panel }: { panel: "parameters" | "settings" | null }) {
  const { commands } = useEditorUi();
  if (panel === "parameters") return <ParametersPanel />;
  if (panel === "settings") return <WorkflowSettingsPanel />;
  return <Inspector onRunFromHere={commands.runFrom} />;
}
