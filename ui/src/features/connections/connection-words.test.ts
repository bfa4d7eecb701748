import { describe, expect, test } from "vitest";
import {
  connectionLine,
  connectionWords,
  syncWords,
} from "@/features/connections/connection-words";
import { sampleConnection } from "@/features/connections/test-samples";
import type { ConnectionStatus, SyncView } from "@/ipc/bindings";

const NOW = new Date(2026, 10, 3, 12, 0);
const at = (day: number, hours: number, minutes: number) =>
  new Date(2026, 10, day, hours, minutes).toISOString();

describe("the words of a state", () => {
  const check = (status: ConnectionStatus, dot: string, words: string) => {
    expect(connectionWords(status, NOW)).toMatchObject({ dot, words });
  };

  test("each state has a dot and words", () => {
    check({ state: "checking" }, "off", "Connecting…");
    check({ state: "connected" }, "on", "Connected");
    check({ state: "keyRefused", message: "403" }, "bad", "API key refused");
    check({ state: "keyMissing", message: "Locked" }, "off", "API key missing");
    check({ state: "unusable", message: "HTML" }, "bad", "Not usable");
  });

  test("a server that does not answer says since when", () => {
    const message = "Refused";
    check(
      { state: "unreachable", since: at(3, 9, 12), message },
      "bad",
      "Not reachable since 09:12",
    );
    check(
      { state: "unreachable", since: at(2, 9, 12), message },
      "bad",
      "Not reachable since yesterday 09:12",
    );
  });

  test("the server's own words are kept for who wants to know more", () => {
    expect(connectionWords({ state: "unusable", message: "It answers HTML." }, NOW).detail).toBe(
      "It answers HTML.",
    );
  });
});

describe("the line of a server in the menu", () => {
  test("tells servers apart while all is well", () => {
    const halden = sampleConnection({ organization: "Halden", workflowCount: 1204 });
    expect(connectionLine(halden, false, NOW)).toBe("Connected · Halden");
    expect(connectionLine(halden, true, NOW)).toBe("Connected · 1,204 workflows");
    expect(connectionLine(sampleConnection({ organization: null }), false, NOW)).toBe("Connected");
  });

  test("says what is wrong otherwise", () => {
    const status = { state: "keyRefused", message: "403" } as const;
    expect(connectionLine(sampleConnection({ status }), true, NOW)).toBe("API key refused");
  });
});

describe("the words of a synchronisation", () => {
  const check = (sync: Partial<SyncView>, words: string) => {
    const idle = { isRunning: false, workflowsRead: 0, lastFinishedAt: null, error: null };
    expect(syncWords({ ...idle, ...sync }, NOW)).toBe(words);
  };

  test("from the first page to the end", () => {
    check({}, "Not synced yet");
    check({ isRunning: true }, "Reading workflows…");
    check({ isRunning: true, workflowsRead: 1240 }, "Reading workflows… 1,240");
    check({ lastFinishedAt: at(3, 11, 48) }, "Synced 12 min ago");
  });

  test("a failed try is said, and forgotten while the next one runs", () => {
    check({ error: "The server answered 500." }, "Not synced: The server answered 500.");
    check({ error: "The server answered 500.", isRunning: true }, "Reading workflows…");
  });
});
