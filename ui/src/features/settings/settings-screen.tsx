import { type ReactNode, useRef, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { Bar, Spacer } from "@/components/layout";
import { region } from "@/components/regions";
import { SearchField } from "@/components/search-field";
import { useShortcut } from "@/components/use-shortcut";
import { AboutSettings } from "@/features/settings/about-settings";
import { AppearanceSettings } from "@/features/settings/appearance-settings";
import { NotificationSettings } from "@/features/settings/notification-settings";
import { findSections, SECTIONS, type SettingsSection } from "@/features/settings/sections";
import { ShortcutSettings } from "@/features/settings/shortcut-settings";
import { StorageSettings } from "@/features/settings/storage-settings";
import type { Settings } from "@/ipc/bindings";
import "./settings-screen.css";

interface SettingsScreenProps {
  settings: Settings;
  section: SettingsSection;
  onSectionChange: (section: SettingsSection) => void;
  /** What stands in the section "Servers". */
  servers: ReactNode;
}

/** Settings: sections at the left, the chosen one beside them. Every change is in effect at once. */
export function SettingsScreen({
  settings,
  section,
  onSectionChange,
  servers,
}: SettingsScreenProps) {
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useShortcut(["/", "mod+f"], () => field.current?.focus());
  const found = findSections(query);
  const title = SECTIONS.find(({ id }) => id === section)?.title;
  const search = (text: string) => {
    setQuery(text);
    const matching = findSections(text);
    const first = matching[0];
    if (first && !matching.some(({ id }) => id === section)) onSectionChange(first.id);
  };
  return (
    <div className="settings">
      <Bar>
        <h1>Settings</h1>
        <Spacer />
        <SearchField
          ref={field}
          label="Search settings"
          width={220}
          value={query}
          onChange={search}
        />
      </Bar>
      <div className="settings-main">
        <nav className="settings-nav" aria-label="Settings" {...region}>
          {found.map(({ id, title: name, icon }) => (
            <button
              key={id}
              type="button"
              aria-current={id === section ? "page" : undefined}
              onClick={() => onSectionChange(id)}
            >
              <Icon icon={icon} />
              {name}
            </button>
          ))}
        </nav>
        <section className="settings-body" aria-label={title} key={section} {...region}>
          {found.length === 0 ? (
            <EmptyState title={`No setting matches “${query}”.`} />
          ) : (
            <div className="settings-column">
              <h2>{title}</h2>
              <SectionBody section={section} settings={settings} servers={servers} />
            </div>
          )}
        </section>
      </div>
    </div>
  );
}

interface SectionBodyProps {
  section: SettingsSection;
  settings: Settings;
  servers: ReactNode;
}

function SectionBody({ section, settings, servers }: SectionBodyProps) {
  switch (section) {
    case "servers":
      return (
        <>
          <p className="settings-lead">
            Workflows, runs and credentials live on a server. Keys stay in the keychain of this
            computer.
          </p>
          {servers}
        </>
      );
    case "appearance":
      return <AppearanceSettings settings={settings} />;
    case "notifications":
      return <NotificationSettings settings={settings} />;
    case "storage":
      return <StorageSettings settings={settings} />;
    case "shortcuts":
      return <ShortcutSettings settings={settings} />;
    case "about":
      return <AboutSettings />;
  }
}
