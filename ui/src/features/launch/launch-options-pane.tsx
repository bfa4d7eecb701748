import { NumberField } from "@/components/number-field";
import { SectionHead } from "@/components/section";
import { Segment, type SegmentOption } from "@/components/segment";
import { Select } from "@/components/select";
import { Switch } from "@/components/switch";
import { BrowserOption } from "@/features/launch/browser-option";
import { HeaderRows } from "@/features/launch/header-rows";
import { type NumberOption, numberText, optionsOf } from "@/features/launch/launch-draft";
import { OptionLine } from "@/features/launch/option-line";
import { ProxyOption } from "@/features/launch/proxy-option";
import { TextOptions } from "@/features/launch/text-options";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import type { useLaunchForm } from "@/features/launch/use-launch-form";
import type { ConnectionView, LaunchOptions } from "@/ipc/bindings";

interface LaunchOptionsPaneProps {
  connection: ConnectionView;
  editor: LaunchEditor;
  /** Where the form comes from, to choose another version. */
  source: ReturnType<typeof useLaunchForm>;
}

/** What the options of this launch are, and how they change. */
export interface OptionProps {
  options: LaunchOptions;
  set: (change: Partial<LaunchOptions>) => void;
  faultOf: (name: keyof LaunchOptions) => string | undefined;
}

/** How the workflow is to be run. Remembered with the launch. */
export function LaunchOptionsPane({ connection, editor, source }: LaunchOptionsPaneProps) {
  const { form, draft, act, faults } = editor;
  const props: OptionProps = {
    options: optionsOf(draft, form),
    set: (change) => act({ type: "optionSet", change }),
    faultOf: (name) => faults.get(`options.${name}`),
  };
  return (
    <section aria-label="Options">
      <SectionHead title="Options" aux="Remembered for this workflow" />
      {form.versions.length > 1 && <VersionOption source={source} versions={form.versions} />}
      <WayOptions {...props} />
      <BrowserOption {...props} form={form} />
      <ProxyOption {...props} isOwnServer={connection.kind === "ownServer"} />
      {NUMBERS.map(({ name, label, hint }) => (
        <OptionLine key={name} name={name} label={label} hint={hint} fault={props.faultOf(name)}>
          {({ label: own, ...described }) => (
            <span className="option-number">
              <NumberField
                {...described}
                aria-label={own}
                size="sm"
                min={1}
                value={numberText(draft, form, name)}
                onChange={(text) => act({ type: "numberTyped", name, text })}
              />
            </span>
          )}
        </OptionLine>
      ))}
      <TextOptions {...props} names={["webhookUrl"]} />
      <HeaderRows {...props} />
      <TextOptions {...props} names={["title", "totpIdentifier", "totpUrl"]} />
    </section>
  );
}

const NUMBERS: readonly { name: NumberOption; label: string; hint?: string }[] = [
  { name: "maxSteps", label: "Max steps" },
  { name: "maxElapsedMinutes", label: "Max minutes" },
  { name: "maxScreenshotScrolls", label: "Screenshot scrolls" },
];

interface VersionOptionProps {
  source: ReturnType<typeof useLaunchForm>;
  versions: readonly number[];
}

function VersionOption({ source, versions }: VersionOptionProps) {
  return (
    <OptionLine name="version" label="Version">
      {({ label }) => (
        <Select
          label={label}
          size="sm"
          width={116}
          value={String(source.chosen)}
          onChange={(text) => source.choose(Number(text))}
          options={versions.map((one, place) => ({
            value: String(one),
            label: place === 0 ? `v${one} (newest)` : `v${one}`,
          }))}
        />
      )}
    </OptionLine>
  );
}

const RUN_WITH: readonly SegmentOption<"default" | "agent" | "code">[] = [
  { value: "default", label: "Default" },
  { value: "agent", label: "Agent" },
  { value: "code", label: "Code" },
];
/** Agent or code. "Default" leaves it to the workflow, whose own setting is not known here. */
function WayOptions({ options, set }: OptionProps) {
  return (
    <>
      <OptionLine name="runWith" label="Run with">
        {(described) => (
          <Segment
            label={described.label}
            value={options.runWith ?? "default"}
            onChange={(value) => set(waysOf(value, options))}
            options={RUN_WITH}
          />
        )}
      </OptionLine>
      {(options.runWith === "code" || options.aiFallback !== null) && (
        <OptionLine
          name="aiFallback"
          label="Fall back to the agent"
          hint="When a cached step no longer fits the page"
        >
          {(described) => (
            <Switch
              label={described.label}
              checked={options.aiFallback ?? true}
              onChange={(aiFallback) => set({ aiFallback })}
            />
          )}
        </OptionLine>
      )}
      {options.isTemplate && (
        <OptionLine
          name="isTemplate"
          label="Run the shared template"
          hint="In place of your own workflow"
        >
          {(described) => (
            <Switch
              label={described.label}
              checked={options.isTemplate}
              onChange={(isTemplate) => set({ isTemplate })}
            />
          )}
        </OptionLine>
      )}
    </>
  );
}

/** What the switch below shows is what is sent; it goes with code only. */
function waysOf(value: "default" | "agent" | "code", { aiFallback }: LaunchOptions) {
  if (value === "code") return { runWith: value, aiFallback: aiFallback ?? true };
  return { runWith: value === "default" ? null : value, aiFallback: null };
}
