import { describe, expect, it } from "vitest";
import { ariaShortcut, formatShortcut, matchesStroke, parseShortcut } from "@/lib/shortcut";

const press = (key: string, held = "", code = "") => ({
  key,
  code,
  ctrlKey: held.includes("c"),
  metaKey: held.includes("m"),
  altKey: held.includes("a"),
  shiftKey: held.includes("s"),
});

describe("keys as they are shown", () => {
  it.each([
    ["mod+k", "Ctrl+K", "⌘K"],
    ["mod+shift+enter", "Ctrl+Shift+Enter", "⇧⌘↩"],
    ["alt+arrowup", "Alt+↑", "⌥↑"],
    ["g w", "G W", "G W"],
    ["/", "/", "/"],
    ["mod++", "Ctrl++", "⌘+"],
    ["space", "Space", "Space"],
    ["f6", "F6", "F6"],
    ["delete", "Delete", "⌦"],
  ])("%s", (shortcut, other, mac) => {
    expect(formatShortcut(shortcut, "other")).toBe(other);
    expect(formatShortcut(shortcut, "mac")).toBe(mac);
  });

  it("are told to assistive technology", () => {
    expect(ariaShortcut("mod+shift+enter", "other")).toBe("Control+Shift+Enter");
    expect(ariaShortcut("mod+k", "mac")).toBe("Meta+K");
  });
});

describe("a key event", () => {
  it.each([
    ["mod+k", press("k", "c"), "other", true],
    ["mod+k", press("K", "cs"), "other", false],
    ["mod+k", press("k", "m"), "mac", true],
    ["mod+k", press("k", "c"), "mac", false],
    ["ctrl+space", press(" ", "c"), "mac", true],
    ["/", press("/"), "other", true],
    // On a German keyboard the slash is Shift+7.
    ["/", press("/", "s", "Digit7"), "other", true],
    ["shift+.", press(">", "s", "Period"), "other", true],
    [".", press(">", "s", "Period"), "other", false],
    // Option+G writes © on macOS.
    ["alt+g", press("©", "a", "KeyG"), "mac", true],
    ["mod+1", press("&", "c", "Digit1"), "other", true],
    ["f6", press("F6"), "other", true],
    ["f6", press("F6", "s"), "other", false],
  ] as const)("%s and %o on %s: %s", (shortcut, event, platform, expected) => {
    const [stroke] = parseShortcut(shortcut);
    expect(stroke && matchesStroke(event, stroke, platform)).toBe(expected);
  });
});
