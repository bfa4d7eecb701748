import { expect, test } from "vitest";
import { nextWords } from "@/features/editor/canvas/next-words";
import { summaryParts } from "@/features/editor/canvas/summary-text";
import { rootFor } from "@/features/editor/canvas/use-focus-root";
import { structureOf } from "@/features/editor/draft/structure";
import { sampleNodes } from "@/features/editor/draft/test-nodes";

test("references of a summary are told apart from its words", () => {
  const parts = summaryParts("Read up to {{ max }} of {{rows.items}}");
  expect(parts.map(({ reference, words }) => (reference ? `[${words}]` : words))).toEqual([
    "Read up to ",
    "[max]",
    " of ",
    "[rows.items]",
  ]);
  expect(summaryParts("{{ broken")).toEqual([{ reference: false, words: "{{ broken", at: 0 }]);
});

test("a loop calls its next round by what it goes over", () => {
  const [loop] = sampleNodes("loop each");
  const next = (summary: string, kind = "for_loop") =>
    loop && nextWords({ ...loop, summary, kind });
  expect(next("For each {{ scrape_output.listings }}")).toBe("Next listing");
  expect(next("For each {{ companies }}")).toBe("Next company");
  expect(next("For each {{ status }}")).toBe("Next item");
  expect(next("While {{ rows }}", "while_loop")).toBe("Next round");
});

test("a block too deep for the whole is shown in a view of a container", () => {
  const deep = Array.from({ length: 12 }, (_, level) => `${" ".repeat(level)}loop l${level}`);
  const nodes = sampleNodes(deep.join("\n"));
  const structure = structureOf(
    nodes.map(({ key }) => key),
    new Map(nodes.map((node) => [node.key, node])),
  );
  expect(["l4", "l5", "l8", "l9"].map((key) => rootFor(structure, key))).toEqual([
    null,
    "l4",
    "l4",
    "l8",
  ]);
});
