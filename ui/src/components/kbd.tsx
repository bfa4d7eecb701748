import { currentPlatform } from "@/lib/platform";
import { formatShortcut } from "@/lib/shortcut";
import "./kbd.css";

interface KbdProps {
  /** As for `useShortcut`: "mod+k", "/", "g w". Shown as Ctrl+K or ⌘K. */
  keys: string;
}

/** Keys as this platform names them. Decoration: the control itself has `aria-keyshortcuts` or says it in words. */
export function Kbd({ keys }: KbdProps) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: kbd takes no focus
    <kbd className="kbd" aria-hidden="true">
      {formatShortcut(keys, currentPlatform())}
    </kbd>
  );
}
