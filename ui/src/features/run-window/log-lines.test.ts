import { expect, test } from "vitest";
import { countProblems, filterLog, type LogFilter, logText } from "@/features/run-window/log-lines";
import { sampleLine } from "@/features/run-window/test-samples";

const LOG = [
  sampleLine("Open invoice 771204", 186),
  sampleLine("No element for “Download PDF”", 202, { level: "warning" }),
  sampleLine("download_pdf failed: element not found", 244, { level: "problem" }),
];

function found(filter: Partial<LogFilter>) {
  return filterLog(LOG, { text: "", onlyProblems: false, ...filter }).map(({ place }) => place);
}

test("every word has to be in the line, in any case and order", () => {
  expect(found({})).toEqual([0, 1, 2]);
  expect(found({ text: "PDF element" })).toEqual([1, 2]);
  expect(found({ text: "invoice open" })).toEqual([0]);
  expect(found({ text: "payrol" })).toEqual([]);
});

test("problems are warnings and faults", () => {
  expect(found({ onlyProblems: true })).toEqual([1, 2]);
  expect(found({ onlyProblems: true, text: "failed" })).toEqual([2]);
  expect(countProblems(LOG)).toBe(2);
});

test("the log as text names the level of what is no plain line", () => {
  expect(logText(LOG.slice(1))).toBe(
    "2026-11-23T09:43:22.000Z  warning: No element for “Download PDF”\n" +
      "2026-11-23T09:44:04.000Z  problem: download_pdf failed: element not found\n",
  );
});
