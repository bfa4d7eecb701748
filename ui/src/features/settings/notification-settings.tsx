import { Group, OptionRow } from "@/components/section";
import { Switch } from "@/components/switch";
import { useEditSettings } from "@/features/settings/queries";
import type { Settings } from "@/ipc/bindings";

type NotificationKey = "notifyNeedsPerson" | "notifyFailed" | "notifyFinished";

const ROWS: readonly { key: NotificationKey; label: string; hint?: string }[] = [
  {
    key: "notifyNeedsPerson",
    label: "A run needs a person",
    hint: "It waits for an approval and goes no further by itself",
  },
  { key: "notifyFailed", label: "A run failed" },
  { key: "notifyFinished", label: "A run completed" },
];

/** Settings › Notifications. */
export function NotificationSettings({ settings }: { settings: Settings }) {
  const edit = useEditSettings();
  return (
    <>
      <p className="settings-lead">
        Notifications of the system, for runs whose window does not have the focus. In the app
        itself they are always shown.
      </p>
      <Group>
        {ROWS.map(({ key, label, hint }) => (
          <OptionRow key={key} label={label} hint={hint}>
            <Switch
              label={label}
              checked={settings[key]}
              onChange={(isOn) => edit((before) => ({ ...before, [key]: isOn }))}
            />
          </OptionRow>
        ))}
      </Group>
    </>
  );
}
