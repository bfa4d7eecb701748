import { Kbd } from "@/components/kbd";
import { Group, OptionRow } from "@/components/section";
import { Switch } from "@/components/switch";
import { useEditSettings } from "@/features/settings/queries";
import { SHORTCUTS, type ShortcutFact } from "@/features/settings/shortcut-map";
import type { Settings } from "@/ipc/bindings";
import { currentPlatform } from "@/lib/platform";
import { formatShortcut } from "@/lib/shortcut";
import "./shortcut-settings.css";

/** Settings › Shortcuts: what the keys do. */
export function ShortcutSettings({ settings }: { settings: Settings }) {
  const edit = useEditSettings();
  return (
    <>
      <Group>
        <OptionRow
          label="Single letters as shortcuts"
          hint="Such as / or G W. They never work while a text field has the focus."
        >
          <Switch
            label="Single letters as shortcuts"
            checked={settings.singleKeyShortcuts}
            onChange={(singleKeyShortcuts) => edit((before) => ({ ...before, singleKeyShortcuts }))}
          />
        </OptionRow>
      </Group>
      {SHORTCUTS.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3>{group.title}</h3>
          <Group>
            <dl className="shortcuts">
              {group.rows.map((row) => (
                <ShortcutRow
                  key={row.what}
                  row={row}
                  isOff={row.isSingle === true && !settings.singleKeyShortcuts}
                />
              ))}
            </dl>
          </Group>
        </section>
      ))}
    </>
  );
}

function ShortcutRow({ row, isOff }: { row: ShortcutFact; isOff: boolean }) {
  const platform = currentPlatform();
  return (
    <div className="shortcut-row">
      <dt>{row.what}</dt>
      <dd>
        {isOff && <span className="shortcut-off">single letters off</span>}
        {row.keys.map((keys) => (
          <span key={keys}>
            <Kbd keys={keys} />
            <span className="sr-only">{formatShortcut(keys, platform)}</span>
          </span>
        ))}
      </dd>
    </div>
  );
}
