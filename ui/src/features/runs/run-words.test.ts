import { expect, test } from "vitest";
import { canCancel, canRetry, resultWords, triggerWords } from "@/features/runs/run-words";
import type { RunStatus } from "@/ipc/bindings";

test.each<[RunStatus, boolean, boolean]>([
  ["created", true, false],
  ["queued", true, false],
  ["running", true, false],
  ["paused", true, false],
  ["completed", false, true],
  ["failed", false, true],
  ["terminated", false, true],
  ["timedOut", false, true],
  ["canceled", false, true],
  ["unknown", false, false],
])("a run that is %s: cancel %s, retry %s", (status, cancel, retry) => {
  expect([canCancel({ status }), canRetry({ status })]).toEqual([cancel, retry]);
});

test.each([
  [null, ""],
  ["manual", "By hand"],
  ["scheduled", "Schedule"],
  ["api", "API"],
  ["webhook", "Webhook"],
  ["some_new_way", "Some new way"],
])("started by %s reads “%s”", (trigger, words) => {
  expect(triggerWords(trigger)).toBe(words);
});

test("the reason of a failure stands in place of its word", () => {
  expect(resultWords({ status: "failed", failure: " No button. " })).toBe("No button.");
  expect(resultWords({ status: "failed", failure: null })).toBe("Failed");
  expect(resultWords({ status: "completed", failure: "" })).toBe("Completed");
});
