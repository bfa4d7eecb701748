import { expect, test } from "vitest";
import { actionEntries } from "@/features/run-window/actions-list";
import { openRun } from "@/features/run-window/run-model";
import { loopNodes, sampleAction, sampleView } from "@/features/run-window/test-samples";

const RUN = openRun(
  sampleView({
    nodes: loopNodes(),
    actions: [
      sampleAction("a", "login", 1),
      sampleAction("b", "get1", 31),
      sampleAction("c", "get1", 40),
    ],
  }),
);

function drawn(isNewestFirst: boolean) {
  return actionEntries(RUN, isNewestFirst).map((entry) =>
    entry.type === "block"
      ? [entry.label, entry.turn, entry.count].join(" ").trim()
      : entry.action.id,
  );
}

test("actions stand under their blocks, oldest first", () => {
  expect(drawn(false)).toEqual(["login  1", "a", "download_pdf 1 of 2 2", "b", "c"]);
});

test("newest first while the run goes on", () => {
  expect(drawn(true)).toEqual(["download_pdf 1 of 2 2", "c", "b", "login  1", "a"]);
});
