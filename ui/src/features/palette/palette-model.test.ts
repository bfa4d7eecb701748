import { Settings } from "lucide-react";
import { describe, expect, test } from "vitest";
import {
  findCommands,
  lastFinishedRun,
  markPlaces,
  type PaletteRequest,
  readQuery,
} from "@/features/palette/palette-model";
import type { RunStatus } from "@/ipc/bindings";

test("a sign in front says what is searched", () => {
  const check = (query: string, expected: PaletteRequest) =>
    expect(readQuery(query)).toEqual(expected);
  check("", { scope: "everything", text: "" });
  check("  inv ", { scope: "everything", text: "inv" });
  check("> theme dark", { scope: "commands", text: "theme dark" });
  check("#wr_43", { scope: "runs", text: "wr_43" });
  check("a#b", { scope: "everything", text: "a#b" });
});

describe("commands", () => {
  const commands = [
    { title: "Sync now", words: "refresh server" },
    { title: "Server settings", words: "" },
    { title: "Go to Runs", words: "" },
    { title: "Use the dark theme", words: "appearance" },
  ].map((command) => ({ ...command, id: command.title, icon: Settings, perform: () => {} }));

  const check = (text: string, expected: string[]) =>
    expect(findCommands(commands, text).map(({ command }) => command.title)).toEqual(expected);

  test("every typed word begins a word of the title or of the other words", () => {
    check("run", ["Go to Runs"]);
    check("go ru", ["Go to Runs"]);
    check("un", []);
    check("THEME dark", ["Use the dark theme"]);
    check("dark runs", []);
    check("", ["Sync now", "Server settings", "Go to Runs", "Use the dark theme"]);
  });

  test("titles come before other words", () => {
    check("server", ["Server settings", "Sync now"]);
  });

  test("found places are told", () => {
    expect(findCommands(commands, "go ru")[0]?.ranges).toEqual([
      [0, 2],
      [6, 2],
    ]);
  });
});

test("places are marked by characters, in any case", () => {
  expect(markPlaces("Invoice downloader", "INV down")).toEqual([
    [0, 3],
    [8, 4],
  ]);
  expect(markPlaces("🧾 Invoice", "inv")).toEqual([[2, 3]]);
  expect(markPlaces("Invoice", "xyz")).toEqual([]);
});

test("the last recording is that of the newest run that is over", () => {
  const check = (statuses: RunStatus[], expected: string | null) => {
    const recent = statuses.map((status, i) => ({
      run: `wr_${i}`,
      status,
      at: null,
      seconds: null,
    }));
    expect(lastFinishedRun(recent)).toBe(expected);
  };
  check(["completed", "failed", "running"], "wr_1");
  check(["completed", "timedOut"], "wr_1");
  check(["queued", "running"], null);
  check([], null);
});
