import { expect, test } from "vitest";
import { outputSources } from "@/features/run-window/output-sources";
import { openRun } from "@/features/run-window/run-model";
import { loopNodes, sampleHead, sampleView } from "@/features/run-window/test-samples";

function names(outputs: unknown, chosen: string | null, withOutput: string[] = []) {
  const nodes = loopNodes().map((node) => ({ ...node, hasOutput: withOutput.includes(node.id) }));
  return outputSources(openRun(sampleView({ head: sampleHead({ outputs }), nodes })), chosen).map(
    ({ name }) => name,
  );
}

test("the output of the chosen block comes first", () => {
  expect(names({ mail_output: 1 }, "get1", ["get1", "each"])).toEqual([
    "download_pdf_output",
    "mail_output",
  ]);
});

test("a block without an output shows that of the loop around it", () => {
  expect(names(null, "get1", ["each"])).toEqual(["each_output"]);
});

test("several outputs of the run can be shown together", () => {
  expect(names({ a_output: 1, b_output: 2 }, null)).toEqual([
    "a_output",
    "b_output",
    "All outputs",
  ]);
});

test("an output that is no object is one output", () => {
  expect(names([1, 2], null)).toEqual(["Output"]);
  expect(names(null, null)).toEqual([]);
});
