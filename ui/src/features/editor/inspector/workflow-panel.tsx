import { Braces, Settings2 } from "lucide-react";
import { Button } from "@/components/button";
import { KeyValues } from "@/components/section";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { SourceField } from "@/features/editor/inputs/source-field";
import {
  DESCRIPTION_SETTING,
  TITLE_SETTING,
} from "@/features/editor/settings-panel/setting-groups";
import { useSettingsSource } from "@/features/editor/settings-panel/settings-source";

/** Nothing is selected: the workflow as a whole. */
export function WorkflowPanel() {
  const draft = useDraft();
  const source = useSettingsSource();
  const blocks = useDraftState((state) => state.order.length);
  const parameters = useDraftState((state) => state.head.parameters.length);
  const problems = useDraftState((state) => state.problems.length);
  return (
    <>
      <div className="inspector-head">
        <h2>Workflow</h2>
      </div>
      <div className="inspector-body">
        <div className="inspector-main">
          <SourceField source={source} field={TITLE_SETTING} />
          <SourceField source={source} field={DESCRIPTION_SETTING} />
          <div className="panel-field">
            <KeyValues
              rows={[
                { key: "Blocks", value: blocks },
                { key: "Parameters", value: parameters },
                { key: "Problems", value: problems },
              ]}
            />
          </div>
          <div className="panel-acts">
            <Button size="sm" icon={Braces} onClick={() => draft.show("parameters")}>
              Parameters
            </Button>
            <Button size="sm" icon={Settings2} onClick={() => draft.show("settings")}>
              Settings
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
