import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { applyAppearance, keepAppearance } from "@/app/appearance";
import { settingsQuery, useSettingsEvents } from "@/features/settings/queries";
import { shortcuts } from "@/lib/shortcut-registry";

/** Puts what Settings say about every window into effect, now and whenever they change. */
export function useWindowSettings() {
  useSettingsEvents();
  const { data: settings } = useQuery(settingsQuery);
  useEffect(() => {
    if (!settings) return;
    keepAppearance(settings);
    return applyAppearance(settings);
  }, [settings]);
  useEffect(() => {
    if (settings) shortcuts.allowSingleKeys(settings.singleKeyShortcuts);
  }, [settings]);
}
