import { useShortcut } from "@/components/use-shortcut";
import { useEditSettings } from "@/features/settings/queries";
import { nextTextSize } from "@/features/settings/text-size";

/** Ctrl with + − 0: the text size of Settings › Appearance. */
export function useZoomKeys() {
  const edit = useEditSettings();
  const step = (by: 1 | -1) =>
    edit((before) => ({ ...before, textPercent: nextTextSize(before.textPercent, by) }));
  useShortcut(["mod++", "mod+="], () => step(1));
  useShortcut("mod+-", () => step(-1));
  useShortcut("mod+0", () => edit((before) => ({ ...before, textPercent: 100 })));
}
