import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Field } from "@/components/field";
import { region } from "@/components/regions";
import { SectionHead } from "@/components/section";
import { Select } from "@/components/select";
import { SkeletonRows } from "@/components/skeleton";
import { useDraftState } from "@/features/editor/draft/draft-context";
import type { DraftState } from "@/features/editor/draft/draft-store";
import { useEdit } from "@/features/editor/draft/use-edit";
import { catalogueQuery } from "@/features/editor/inputs/queries";
import { SourceField } from "@/features/editor/inputs/source-field";
import { TemplateScopeProvider } from "@/features/editor/inputs/template-scope";
import { settingGroups } from "@/features/editor/settings-panel/setting-groups";
import { useSettingsSource } from "@/features/editor/settings-panel/settings-source";
import "@/features/editor/inspector/inspector.css";
import "@/features/editor/settings-panel/settings-panel.css";

/** All settings of the workflow. */
export function WorkflowSettingsPanel() {
  const source = useSettingsSource();
  const { data: catalogue } = useQuery(catalogueQuery);
  const groups = useMemo(() => catalogue && settingGroups(catalogue.settings), [catalogue]);
  return (
    <section {...region} className="inspector" aria-label="Settings of the workflow">
      <div className="inspector-head">
        <h2>Settings</h2>
      </div>
      <div className="inspector-body">
        <TemplateScopeProvider block={null}>
          {groups ? (
            groups.map(({ title, fields }) => (
              <div key={title} className="setting-group">
                <SectionHead title={title} />
                {fields.map((field) => (
                  <SourceField key={field.name} source={source} field={field} />
                ))}
              </div>
            ))
          ) : (
            <SkeletonRows rows={6} columns="1fr" />
          )}
          <div className="setting-group">
            <SectionHead title="At the end" />
            <FinallyField />
          </div>
        </TemplateScopeProvider>
      </div>
    </section>
  );
}

const NONE = "";

/** The block that runs at the end, whatever happened before. */
function FinallyField() {
  const edit = useEdit();
  const chosen = useDraftState(finallyOf);
  const tops = useDraftState(topsOf).split("\n").filter(Boolean);
  return (
    <Field
      label="Block that always runs"
      hint="After success, failure and termination; not after a cancel."
    >
      <Select
        value={chosen}
        onChange={(key) => void edit({ edit: "setFinally", block: key === NONE ? null : key })}
        options={[
          { value: NONE, label: "None" },
          ...tops.map((key) => ({ value: key, label: key })),
        ]}
      />
    </Field>
  );
}

function finallyOf({ order, nodes }: DraftState): string {
  return order.find((key) => nodes.get(key)?.isFinally) ?? NONE;
}

/** The blocks at the top, as one text so that it compares by what it says. */
function topsOf({ order, nodes }: DraftState): string {
  return order.filter((key) => nodes.get(key)?.parent === null).join("\n");
}
