import type { Screen } from "@/app/places";
import { SCREENS } from "@/app/screens";
import { useShortcut } from "@/components/use-shortcut";

const KEYS = Object.fromEntries(SCREENS.map(({ screen, keys }) => [screen, keys])) as Record<
  Screen,
  string
>;

/** G then a letter, and Ctrl+comma. */
export function useScreenKeys(go: (screen: Screen) => void) {
  useShortcut(KEYS.workflows, () => go("workflows"));
  useShortcut(KEYS.runs, () => go("runs"));
  useShortcut(KEYS.recordings, () => go("recordings"));
  useShortcut(KEYS.schedules, () => go("schedules"));
  useShortcut(KEYS.credentials, () => go("credentials"));
  useShortcut(KEYS.settings, () => go("settings"));
}
