import { expect, test } from "vitest";
import { firstFolds, foldAt, keysAt, type Lines } from "@/features/editor/yaml/yaml-folds";

function linesOf(text: string): Lines {
  const lines = text.split("\n");
  return { count: lines.length, text: (line) => lines[line - 1] ?? "" };
}

const WORKFLOW = linesOf(`title: Job listing tracker
workflow_definition:
  parameters:
    - key: search_month
      parameter_type: workflow
    # the words
    - key: keywords
      parameter_type: workflow

  blocks:
    - label: scrape
      prompt: |
        items:
          - one
          - two
          - three
          - four
      data_schema:
        type: object
        properties:
          url:
            type: string
      max_steps: 20
    - label: each
      loop_blocks:
      - label: inner
        branch_conditions:
        - criteria: null
          next_block_label: a
        - criteria: null
          next_block_label: b`);

test("long lists and maps are folded at first, blocks and texts are not", () => {
  expect(firstFolds(WORKFLOW).map(({ line, end, words }) => [line, end, words])).toEqual([
    [3, 8, "2 items"],
    [18, 22, "4 lines"],
    [27, 31, "2 items"],
  ]);
});

test.each([
  [1, null],
  [2, "29 lines"],
  [10, "2 items"],
  [12, "5 lines"],
  [24, null],
  [25, "1 item"],
])("line %i can be folded to %s", (line, words) => {
  expect(foldAt(WORKFLOW, line)?.words ?? null).toBe(words);
});

test.each([
  [1, ["title"]],
  [5, ["workflow_definition", "parameters", "parameter_type"]],
  [19, ["workflow_definition", "blocks", "data_schema", "type"]],
  [29, ["workflow_definition", "blocks", "loop_blocks", "branch_conditions", "next_block_label"]],
])("line %i stands under %j", (line, keys) => {
  expect(keysAt(WORKFLOW, line)).toEqual(keys);
});
