/* The screens of the main window: their names, glyphs and keys. */
import {
  CalendarClock,
  CircleDot,
  History,
  KeyRound,
  Settings as SettingsIcon,
  Workflow,
} from "lucide-react";
import type { Screen } from "@/app/places";
import type { IconType } from "@/components/icon";

interface ScreenFacts {
  screen: Screen;
  title: string;
  icon: IconType;
  /** As for `useShortcut`. */
  keys: string;
}

export const SCREENS: readonly ScreenFacts[] = [
  { screen: "workflows", title: "Workflows", icon: Workflow, keys: "g w" },
  { screen: "runs", title: "Runs", icon: History, keys: "g r" },
  { screen: "recordings", title: "Recordings", icon: CircleDot, keys: "g e" },
  { screen: "schedules", title: "Schedules", icon: CalendarClock, keys: "g s" },
  { screen: "credentials", title: "Credentials", icon: KeyRound, keys: "g c" },
  { screen: "settings", title: "Settings", icon: SettingsIcon, keys: "mod+," },
];
