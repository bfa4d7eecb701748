/* The keyboard map as it is shown in Settings › Shortcuts (DESIGN 7). The keys themselves work where they are used. */

export interface ShortcutFact {
  what: string;
  /** As for `useShortcut`; several ways side by side. */
  keys: readonly string[];
  /** Belongs to the single keys that can be turned off. */
  isSingle?: boolean;
}

export interface ShortcutGroup {
  title: string;
  rows: readonly ShortcutFact[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: "Everywhere",
    rows: [
      { what: "Command palette", keys: ["mod+k"] },
      { what: "Go to Workflows, Runs, Recordings", keys: ["g w", "g r", "g e"], isSingle: true },
      { what: "Go to Schedules, Credentials", keys: ["g s", "g c"], isSingle: true },
      { what: "Servers 1 to 9", keys: ["mod+1", "mod+9"] },
      { what: "Settings", keys: ["mod+,"] },
      { what: "Next and previous region", keys: ["f6", "shift+f6"] },
      { what: "Larger, smaller, usual text", keys: ["mod++", "mod+-", "mod+0"] },
      { what: "Close the window of a run", keys: ["mod+w"] },
    ],
  },
  {
    title: "Workflows and lists",
    rows: [
      { what: "Search this list", keys: ["/", "mod+f"], isSingle: true },
      { what: "New workflow", keys: ["mod+n"] },
      { what: "Edit", keys: ["mod+e"] },
      { what: "Import", keys: ["mod+o"] },
      { what: "Run…", keys: ["mod+enter"] },
      { what: "Run with the last inputs", keys: ["mod+shift+enter"] },
      { what: "Last recording", keys: ["mod+l"] },
      { what: "Preview panel", keys: ["space"], isSingle: true },
      { what: "Select more, select one more", keys: ["shift+arrowdown", "mod+space"] },
      { what: "Select all", keys: ["mod+a"] },
      { what: "Rename a folder", keys: ["f2"] },
      { what: "Copy the id of a run", keys: ["mod+c"] },
      { what: "Keep a recording, or not", keys: ["p"], isSingle: true },
      { what: "Delete", keys: ["delete"] },
    ],
  },
  {
    title: "Editor",
    rows: [
      { what: "Next and previous block", keys: ["arrowdown", "arrowup"] },
      { what: "Into and out of a loop or branch", keys: ["arrowright", "arrowleft"] },
      { what: "Edit the chosen block, back to it", keys: ["enter", "escape"] },
      { what: "Add a block after it", keys: ["b"], isSingle: true },
      { what: "Insert a reference", keys: ["ctrl+space"] },
      { what: "Move", keys: ["alt+arrowup", "alt+arrowdown"] },
      { what: "Lift, carry, drop", keys: ["space"], isSingle: true },
      { what: "Duplicate, delete", keys: ["mod+d", "delete"] },
      { what: "Copy, cut, paste as YAML", keys: ["mod+c", "mod+x", "mod+v"] },
      { what: "Wrap in a loop, in a condition", keys: ["mod+g", "mod+shift+g"] },
      { what: "Turn off or on", keys: ["mod+/"] },
      { what: "Fold, fold all", keys: [".", "shift+."], isSingle: true },
      { what: "Undo, redo", keys: ["mod+z", "mod+shift+z"] },
      { what: "Find and replace", keys: ["mod+f"] },
      { what: "YAML, history", keys: ["mod+y", "mod+h"] },
      { what: "Next and previous problem", keys: ["f8", "shift+f8"] },
      { what: "Publish", keys: ["mod+s"] },
    ],
  },
  {
    title: "Recording",
    rows: [
      { what: "Play or pause", keys: ["space"], isSingle: true },
      { what: "5 seconds back and on", keys: ["arrowleft", "arrowright"], isSingle: true },
      { what: "Previous and next block", keys: ["shift+arrowleft", "shift+arrowright"] },
      { what: "Slower and faster", keys: ["<", ">"], isSingle: true },
      { what: "One picture back and on", keys: [",", "."], isSingle: true },
      { what: "Full screen", keys: ["f"], isSingle: true },
    ],
  },
];
