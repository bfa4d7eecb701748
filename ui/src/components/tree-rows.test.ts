import { describe, expect, it } from "vitest";
import { branchIds, treeMove, treeRows } from "@/components/tree-rows";

interface Node {
  id: string;
  children?: Node[];
}

const NODES: Node[] = [
  { id: "a" },
  { id: "b", children: [{ id: "b1" }, { id: "b2", children: [{ id: "b2x" }] }] },
  { id: "c", children: [] },
];
const SOURCE = {
  nodes: NODES,
  nodeId: (node: Node) => node.id,
  childrenOf: (node: Node) => node.children ?? null,
};
const rows = (...expanded: string[]) => treeRows(SOURCE, new Set(expanded));

/** "b 1 of 3 open" for each line, indented by its level. */
const drawn = (...expanded: string[]) =>
  rows(...expanded).map(
    (row) =>
      `${"  ".repeat(row.level - 1)}${row.id} ${row.position}/${row.siblings}${row.hasChildren ? (row.isExpanded ? " open" : " shut") : ""}`,
  );

describe("the lines of a tree", () => {
  it("shows what is expanded, in order", () => {
    expect(drawn()).toEqual(["a 1/3", "b 2/3 shut", "c 3/3"]);
    expect(drawn("b", "b2")).toEqual([
      "a 1/3",
      "b 2/3 open",
      "  b1 1/2",
      "  b2 2/2 open",
      "    b2x 1/1",
      "c 3/3",
    ]);
    expect(drawn("b2", "gone")).toEqual(["a 1/3", "b 2/3 shut", "c 3/3"]);
  });

  it("knows what can be expanded", () => {
    expect([...branchIds(SOURCE)].sort()).toEqual(["b", "b2"]);
  });

  it("bears a nesting of ten thousand levels", () => {
    let deep: Node = { id: "leaf" };
    for (let level = 0; level < 10_000; level += 1) deep = { id: `n${level}`, children: [deep] };
    const source = { ...SOURCE, nodes: [deep] };
    expect(treeRows(source, branchIds(source))).toHaveLength(10_001);
  });
});

describe("keys in a tree", () => {
  const open = rows("b", "b2");
  it.each([
    ["ArrowDown", 0, { type: "focus", index: 1 }],
    ["ArrowDown", 5, { type: "focus", index: 5 }],
    ["ArrowUp", 0, { type: "focus", index: 0 }],
    ["End", 0, { type: "focus", index: 5 }],
    ["Home", 3, { type: "focus", index: 0 }],
    ["ArrowRight", 1, { type: "focus", index: 2 }],
    ["ArrowRight", 0, null],
    ["ArrowLeft", 1, { type: "collapse", id: "b" }],
    ["ArrowLeft", 4, { type: "focus", index: 3 }],
    ["ArrowLeft", 0, null],
    ["x", 0, null],
  ] as const)("%s on line %d", (key, index, expected) => {
    expect(treeMove(open, index, key)).toEqual(expected);
  });

  it("ArrowRight expands what is shut, * all beside it", () => {
    expect(treeMove(rows(), 1, "ArrowRight")).toEqual({ type: "expand", ids: ["b"] });
    expect(treeMove(rows(), 0, "*")).toEqual({ type: "expand", ids: ["b"] });
  });
});
