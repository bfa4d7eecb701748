import { describe, expect, test } from "vitest";
import {
  linesBelow,
  type OutlineLine,
  outlineAux,
  outlineLabel,
  outlineLines,
} from "@/features/workflows/outline-model";
import { OUTLINE, sampleBlock } from "@/features/workflows/test-samples";
import type { OutlineNode } from "@/ipc/bindings";

/** The outline as a person reads it: indented lines with their quiet words. */
function picture(nodes: readonly OutlineNode[], isUnstructured = false): string[] {
  const draw = (line: OutlineLine, depth: number): string[] => {
    const name = line.type === "block" ? line.node.label : `[${line.branch.caption}]`;
    const aux = outlineAux(line, isUnstructured);
    const own = `${"  ".repeat(depth)}${name}${aux ? ` · ${aux}` : ""}`;
    return [own, ...linesBelow(line).flatMap((below) => draw(below, depth + 1))];
  };
  return outlineLines(nodes).flatMap((line) => draw(line, 0));
}

describe("outline", () => {
  test("loops and branches hold what is inside of them", () => {
    expect(picture(OUTLINE)).toEqual([
      "find_hiring_thread",
      "scrape_listings",
      "process_each · for each listing",
      "  is_match · 2 branches",
      "    [If remote or in EU]",
      "      summarize",
      "    [Otherwise] · Nothing here, goes on",
      "send_digest · always at the end",
    ]);
  });

  test("where links form no tree, each line says where it goes", () => {
    const nodes = [sampleBlock("a", { goesTo: "c" }), sampleBlock("c", { goesTo: null })];
    expect(picture(nodes, true)).toEqual(["a · goes to c", "c · ends"]);
  });

  test("two blocks of one label are two lines", () => {
    const ids = outlineLines([sampleBlock("same"), sampleBlock("same")]).map((line) => line.id);
    expect(new Set(ids).size).toBe(2);
  });

  test("is read aloud with kinds and places", () => {
    const loop = outlineLines(OUTLINE)[2] as OutlineLine;
    const condition = linesBelow(loop)[0] as OutlineLine;
    const branch = linesBelow(condition)[0] as OutlineLine;
    expect(outlineLabel(condition, "Condition", false)).toBe("is_match, Condition, 2 branches");
    expect(outlineLabel(branch, "", false)).toBe("Branch 1 of 2, If remote or in EU");
  });
});
