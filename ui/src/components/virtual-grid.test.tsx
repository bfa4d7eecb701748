import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo, useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { DragArea } from "@/components/drag-area";
import type { GridColumn } from "@/components/grid-head";
import { EMPTY_SELECTION } from "@/components/grid-selection";
import { LiveRegion } from "@/components/live-region";
import { MenuItem } from "@/components/menu";
import { VirtualGrid, type VirtualGridProps } from "@/components/virtual-grid";

const COLUMNS: GridColumn<string>[] = [
  { id: "title", title: "Title", width: "1fr", sortable: true, render: (row) => row },
  { id: "length", title: "Length", width: "60px", render: (row) => row.length },
];
const identity = (row: string) => row;

function Sample({ count = 6, ...props }: { count?: number } & Partial<VirtualGridProps<string>>) {
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  const [folded, setFolded] = useState<Record<string, boolean>>({});
  const groups = useMemo(() => {
    const rows = Array.from({ length: count }, (_, index) => `row ${index}`);
    const half = Math.ceil(count / 2);
    return [
      { id: "a", label: "Finance", rows: rows.slice(0, half), isFolded: folded.a },
      { id: "b", label: "Ops", rows: rows.slice(half), isFolded: folded.b },
    ];
  }, [count, folded]);
  return (
    <VirtualGrid
      label="Workflows"
      columns={COLUMNS}
      groups={groups}
      rowId={identity}
      selection={selection}
      onSelectionChange={setSelection}
      onFold={(id, isFolded) => setFolded({ ...folded, [id]: isFolded })}
      {...props}
    />
  );
}

const row = (name: string) => screen.getByRole("row", { name: new RegExp(`^${name}\\b`) });
const chosen = () =>
  screen
    .getAllByRole("row")
    .filter((line) => line.getAttribute("aria-selected") === "true")
    .map((line) => within(line).getAllByRole("gridcell")[0]?.textContent);

describe("the grid", () => {
  it("has one tab stop and is walked with the arrow keys, heads included", async () => {
    render(<Sample />);
    await userEvent.tab();
    expect(row("Finance")).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(row("row 1")).toHaveFocus();
    expect(chosen()).toEqual(["row 1"]);
    await userEvent.keyboard("{ArrowLeft}");
    expect(row("Finance")).toHaveFocus();
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it("extends with Shift, adds with Ctrl, takes all with Ctrl+A", async () => {
    render(<Sample />);
    const user = userEvent.setup();
    await user.click(row("row 1"));
    await user.keyboard("{Shift>}");
    await user.click(row("row 4"));
    await user.keyboard("{/Shift}");
    expect(chosen()).toEqual(["row 1", "row 2", "row 3", "row 4"]);
    await user.keyboard("{Control>}");
    await user.click(row("row 2"));
    await user.keyboard("{/Control}");
    expect(chosen()).toEqual(["row 1", "row 3", "row 4"]);
    await user.keyboard("{Control>}{ArrowDown}{ArrowDown} {/Control}");
    expect(chosen()).toEqual(["row 1", "row 4"]);
    await user.keyboard("{Control>}{ArrowDown} {/Control}");
    expect(chosen()).toEqual(["row 1"]);
    await user.keyboard("{Control>}a{/Control}");
    expect(chosen()).toHaveLength(6);
    await user.keyboard("{Escape}");
    expect(chosen()).toEqual(["row 4"]);
  });

  it("folds and unfolds a group", async () => {
    render(<Sample />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowLeft}");
    expect(screen.queryByText("row 0")).toBeNull();
    expect(row("Finance")).toHaveAccessibleName("Finance, 3, folded");
    expect(row("Finance")).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}");
    expect(row("row 0")).toBeVisible();
    await userEvent.click(row("Ops"));
    expect(screen.queryByText("row 5")).toBeNull();
  });

  it("opens with Enter and double click, and hands other keys on", async () => {
    const onActivate = vi.fn();
    const onRowKeyDown = vi.fn((event: React.KeyboardEvent) => event.key);
    render(<Sample onActivate={onActivate} onRowKeyDown={onRowKeyDown} />);
    await userEvent.click(row("row 0"));
    await userEvent.keyboard("{Enter}{Delete}");
    await userEvent.dblClick(row("row 5"));
    expect(onActivate.mock.calls).toEqual([["row 0"], ["row 5"]]);
    expect(onRowKeyDown.mock.results.map((result) => result.value)).toContain("Delete");
  });

  it("shows the menu for a row, which becomes the chosen one", async () => {
    const onSelect = vi.fn();
    render(
      <Sample menuOf={(name) => <MenuItem onSelect={() => onSelect(name)}>Run {name}</MenuItem>} />,
    );
    await userEvent.pointer({ keys: "[MouseRight]", target: row("row 2") });
    expect(chosen()).toEqual(["row 2"]);
    await userEvent.click(screen.getByRole("menuitem", { name: "Run row 2" }));
    expect(onSelect).toHaveBeenCalledWith("row 2");
  });

  it("sorts by a column", async () => {
    const onSort = vi.fn();
    render(<Sample sort={{ column: "title", descending: true }} onSort={onSort} />);
    expect(screen.getByRole("columnheader", { name: "Title" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await userEvent.click(screen.getByRole("button", { name: "Title" }));
    expect(onSort).toHaveBeenCalledWith("title");
    expect(screen.queryByRole("button", { name: "Length" })).toBeNull();
  });

  it("draws a part of ten thousand rows and reaches the last by keyboard", async () => {
    render(<Sample count={10_000} />);
    expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "10003");
    expect(screen.getAllByRole("row").length).toBeLessThan(100);
    await userEvent.tab();
    await userEvent.keyboard("{End}");
    expect(row("row 9999")).toHaveFocus();
    expect(row("row 9999")).toHaveAttribute("aria-rowindex", "10003");
  });

  it("is a tab stop with nothing in it", async () => {
    render(<Sample groups={[]} notice={<p>No workflow matches</p>} />);
    await userEvent.tab();
    expect(screen.getByRole("grid")).toHaveFocus();
    expect(screen.getByText("No workflow matches")).toBeVisible();
  });

  it("works with rows that can be dragged", async () => {
    render(
      <LiveRegion>
        <DragArea onDrop={() => {}}>
          <Sample dragOf={(name) => ({ kind: "rows", ids: [name], label: name })} />
        </DragArea>
      </LiveRegion>,
    );
    await userEvent.click(row("row 3"));
    expect(chosen()).toEqual(["row 3"]);
    expect(row("row 3")).toHaveFocus();
  });
});
