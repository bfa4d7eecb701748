import { RadioGroup } from "radix-ui";
import { Group, OptionRow } from "@/components/section";
import { Segment, type SegmentOption } from "@/components/segment";
import { Switch } from "@/components/switch";
import { useEditSettings } from "@/features/settings/queries";
import { TEXT_SIZES } from "@/features/settings/text-size";
import type { Settings, Theme } from "@/ipc/bindings";
import "@/components/choices.css";
import "./appearance-settings.css";

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

const SIZES: readonly SegmentOption<string>[] = TEXT_SIZES.map((percent) => ({
  value: String(percent),
  label: `${percent} %`,
}));

/** Settings › Appearance. */
export function AppearanceSettings({ settings }: { settings: Settings }) {
  const edit = useEditSettings();
  return (
    <>
      <RadioGroup.Root
        className="themes"
        aria-label="Theme"
        orientation="horizontal"
        value={settings.theme}
        onValueChange={(theme) => edit((before) => ({ ...before, theme: theme as Theme }))}
      >
        {THEMES.map(({ value, label }) => (
          <ThemeChoice
            key={value}
            value={value}
            label={label}
            isChosen={value === settings.theme}
          />
        ))}
      </RadioGroup.Root>
      <h3>Text</h3>
      <Group>
        <OptionRow label="Text size" hint="Scales the whole window">
          <Segment
            label="Text size"
            value={String(settings.textPercent)}
            onChange={(percent) => edit((before) => ({ ...before, textPercent: Number(percent) }))}
            options={SIZES}
          />
        </OptionRow>
      </Group>
      <h3>Motion and contrast</h3>
      <Group>
        <OptionRow label="Reduce motion" hint="Also when the system asks for it">
          <Switch
            label="Reduce motion"
            checked={settings.lessMotion}
            onChange={(lessMotion) => edit((before) => ({ ...before, lessMotion }))}
          />
        </OptionRow>
        <OptionRow label="Stronger lines and text" hint="Also when the system asks for it">
          <Switch
            label="Stronger lines and text"
            checked={settings.moreContrast}
            onChange={(moreContrast) => edit((before) => ({ ...before, moreContrast }))}
          />
        </OptionRow>
      </Group>
    </>
  );
}

interface ThemeChoiceProps {
  value: Theme;
  label: string;
  isChosen: boolean;
}

/** A theme as a small picture of the window. */
function ThemeChoice({ value, label, isChosen }: ThemeChoiceProps) {
  return (
    <RadioGroup.Item className="theme" value={value} aria-label={label}>
      <span className="theme-picture" data-look={value}>
        <i />
        <b />
        <b />
        <b />
      </span>
      <span className="theme-name">
        <span className="radio" data-state={isChosen ? "checked" : "unchecked"} />
        {label}
      </span>
    </RadioGroup.Item>
  );
}
