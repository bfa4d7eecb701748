import { useShortcut } from "@/components/use-shortcut";

/** Put on every region of a window: `<aside {...region}>`. F6 walks them in the order of the page. */
export const region = { "data-region": "", tabIndex: -1 } as const;

/** F6 and Shift+F6 lead to the next and previous region of the window. Once per window. */
export function useRegionKeys() {
  useShortcut("f6", () => walk(1));
  useShortcut("shift+f6", () => walk(-1));
}

const TAB_STOPS =
  'a[href],button:not([disabled]),input:not([disabled]),textarea:not([disabled]),[tabindex="0"]';

function walk(step: 1 | -1): boolean {
  const regions = Array.from(document.querySelectorAll<HTMLElement>("[data-region]")).filter(
    isUsable,
  );
  if (regions.length === 0) return false;
  const here = regions.findLastIndex((element) => element.contains(document.activeElement));
  const start = here < 0 && step < 0 ? 0 : here;
  const next = regions[(start + step + regions.length) % regions.length];
  // What a list or tree had chosen comes before the first button.
  const inside = next?.querySelector<HTMLElement>(
    '[role="row"][tabindex="0"],[role="treeitem"][tabindex="0"]',
  );
  (inside ?? next?.querySelector<HTMLElement>(TAB_STOPS) ?? next)?.focus();
  return true;
}

/** An empty region of notes, and what lies behind a dialog, are passed over. */
function isUsable(element: HTMLElement): boolean {
  return element.childElementCount > 0 && element.closest("[inert]") === null;
}
