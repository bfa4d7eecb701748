const STATES = [
  [":hover", "hover"],
  [":active", "active"],
  [":focus-visible", "focus"],
  [":focus-within", "focus"],
] as const;

/** Repeats every rule for a pointer or focus state under `[data-shown="…"]`, so that a picture can show the state. */
export function showForcedStates() {
  const texts: string[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSStyleRule) texts.push(...forced(rule));
    }
  }
  const style = document.createElement("style");
  style.textContent = texts.join("\n");
  document.head.append(style);
}

function forced(rule: CSSStyleRule): string[] {
  return STATES.flatMap(([pseudo, name]) => {
    const selectors = rule.selectorText.split(",").filter((selector) => selector.includes(pseudo));
    if (selectors.length === 0) return [];
    return [
      `${selectors.map((selector) => selector.replaceAll(pseudo, `[data-shown="${name}"]`)).join(",")}{${rule.style.cssText}}`,
    ];
  });
}
