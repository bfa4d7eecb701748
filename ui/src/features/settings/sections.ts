/* The sections of Settings, and the words by which they are found. */
import { Bell, HardDrive, Info, Keyboard, Palette, Server } from "lucide-react";
import type { IconType } from "@/components/icon";

export type SettingsSection =
  | "servers"
  | "appearance"
  | "notifications"
  | "storage"
  | "shortcuts"
  | "about";

interface SectionFacts {
  id: SettingsSection;
  title: string;
  icon: IconType;
  /** What stands in it. */
  words: string;
}

export const SECTIONS: readonly SectionFacts[] = [
  {
    id: "servers",
    title: "Servers",
    icon: Server,
    words: "connection url address api key keychain cloud colour name add delete test",
  },
  {
    id: "appearance",
    title: "Appearance",
    icon: Palette,
    words: "theme light dark system text size zoom motion animation contrast lines",
  },
  {
    id: "notifications",
    title: "Notifications",
    icon: Bell,
    words: "run completed failed needs a person approval",
  },
  {
    id: "storage",
    title: "Storage",
    icon: HardDrive,
    words: "recordings disk limit space data folder cache offline",
  },
  {
    id: "shortcuts",
    title: "Shortcuts",
    icon: Keyboard,
    words: "keyboard keys single letters palette player",
  },
  {
    id: "about",
    title: "About",
    icon: Info,
    words: "version licence log folder data folder report",
  },
];

/** Sections in which every word of the text stands, whole or begun. */
export function findSections(text: string): readonly SectionFacts[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return SECTIONS.filter(({ title, words }) => {
    const known = `${title} ${words}`.toLowerCase().split(" ");
    return wanted.every((word) => known.some((other) => other.startsWith(word)));
  });
}
