import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { Tree } from "@/components/tree";

interface Node {
  id: string;
  children?: Node[];
}

const NODES: Node[] = [
  { id: "login" },
  { id: "loop", children: [{ id: "open" }, { id: "save" }] },
  { id: "mail" },
];

function Sample({
  virtual,
  nodes = NODES,
  onActivate,
}: {
  virtual?: boolean;
  nodes?: Node[];
  onActivate?: (node: Node) => void;
}) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string | null>("loop");
  return (
    <Tree
      label="Blocks"
      nodes={nodes}
      nodeId={(node) => node.id}
      childrenOf={(node) => node.children ?? null}
      expanded={expanded}
      onExpandedChange={setExpanded}
      selected={selected}
      onSelect={(node) => setSelected(node.id)}
      onActivate={onActivate}
      virtual={virtual}
      renderNode={(node, { twist }) => (
        <>
          {twist}
          {node.id}
        </>
      )}
    />
  );
}

const line = (name: string) => screen.getByRole("treeitem", { name });

describe.each([false, true])("a tree (virtual: %s)", (virtual) => {
  it("has one tab stop, which is the chosen line", async () => {
    render(<Sample virtual={virtual} />);
    await userEvent.tab();
    expect(line("loop")).toHaveFocus();
    expect(screen.getAllByRole("treeitem").filter((item) => item.tabIndex === 0)).toHaveLength(1);
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it("is walked and folded with the arrow keys", async () => {
    render(<Sample virtual={virtual} />);
    await userEvent.tab();
    expect(line("loop")).toHaveAttribute("aria-expanded", "false");
    await userEvent.keyboard("{ArrowRight}");
    expect(line("loop")).toHaveAttribute("aria-expanded", "true");
    await userEvent.keyboard("{ArrowRight}{ArrowDown}");
    expect(line("save")).toHaveFocus();
    expect(line("save")).toHaveAttribute("aria-selected", "true");
    expect(line("save")).toHaveAttribute("aria-level", "2");
    await userEvent.keyboard("{ArrowLeft}");
    expect(line("loop")).toHaveFocus();
    await userEvent.keyboard("{ArrowLeft}{End}");
    expect(screen.queryByRole("treeitem", { name: "save" })).toBeNull();
    expect(line("mail")).toHaveFocus();
  });
});

describe("a tree", () => {
  it("expands by its chevron without choosing the line", async () => {
    render(<Sample />);
    await userEvent.click(line("login"));
    const twist = line("loop").querySelector(".tree-twist");
    if (twist) await userEvent.click(twist);
    expect(line("open")).toBeVisible();
    expect(line("login")).toHaveAttribute("aria-selected", "true");
  });

  it("opens a line with Enter", async () => {
    const onActivate = vi.fn();
    render(<Sample onActivate={onActivate} />);
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(onActivate).toHaveBeenCalledWith(NODES[1]);
  });

  it("draws only what is in view of ten thousand lines, and reaches the last", async () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => ({ id: `n${index}` }));
    render(<Sample virtual nodes={nodes} />);
    expect(screen.getAllByRole("treeitem").length).toBeLessThan(100);
    await userEvent.tab();
    await userEvent.keyboard("{End}");
    expect(line("n9999")).toHaveFocus();
    expect(line("n9999")).toHaveAttribute("aria-posinset", "10000");
  });
});
