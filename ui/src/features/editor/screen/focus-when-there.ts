/** How long an answer may take until the focus is left where it is. */
const PATIENCE = 2000;

/** Puts the focus on the first match inside of `root`, as soon as there is one. */
export function focusWhenThere(root: Element | null, selector: string) {
  if (!root || focusFirst(root, selector)) return;
  const observer = new MutationObserver(() => {
    if (focusFirst(root, selector)) observer.disconnect();
  });
  observer.observe(root, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), PATIENCE);
}

function focusFirst(root: Element, selector: string): boolean {
  const found = root.querySelector<HTMLElement>(selector);
  found?.focus();
  if (found instanceof HTMLInputElement) found.select();
  return found !== null;
}
