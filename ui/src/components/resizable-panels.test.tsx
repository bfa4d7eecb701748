import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { ResizablePanels } from "@/components/resizable-panels";

function Sample({ onSizes }: { onSizes: (sizes: Record<string, number>) => void }) {
  const [sizes, setSizes] = useState<Record<string, number>>({ preview: 9000 });
  return (
    <ResizablePanels
      sizes={sizes}
      onSizesChange={(next) => {
        setSizes(next);
        onSizes(next);
      }}
      panels={[
        {
          id: "side",
          label: "Sidebar",
          content: "side",
          size: { usual: 216, least: 176, most: 320 },
        },
        { id: "main", label: "View", content: "main" },
        {
          id: "preview",
          label: "Preview",
          content: "preview",
          size: { usual: 320, least: 260, most: 560 },
        },
      ]}
    />
  );
}

const edge = (name: string) => screen.getByRole("separator", { name });

describe("panels", () => {
  it("are resized with the arrow keys, each away from its own side", async () => {
    const onSizes = vi.fn();
    render(<Sample onSizes={onSizes} />);
    // What was remembered for a larger window is brought within the limits.
    expect(edge("Preview")).toHaveAttribute("aria-valuenow", "560");
    edge("Sidebar").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(onSizes).toHaveBeenLastCalledWith({ preview: 9000, side: 224 });
    edge("Preview").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(onSizes).toHaveBeenLastCalledWith({ preview: 552, side: 224 });
  });

  it("are dragged, told once at the end, and reset by a double click", async () => {
    const onSizes = vi.fn();
    render(<Sample onSizes={onSizes} />);
    const side = edge("Sidebar");
    fireEvent.pointerDown(side, { button: 0, clientX: 216 });
    fireEvent.pointerMove(side, { clientX: 260 });
    fireEvent.pointerMove(side, { clientX: 900 });
    expect(side).toHaveAttribute("aria-valuenow", "320");
    expect(onSizes).not.toHaveBeenCalled();
    fireEvent.pointerMove(side, { clientX: 240 });
    fireEvent.pointerUp(side);
    expect(onSizes.mock.calls).toEqual([[{ preview: 9000, side: 240 }]]);
    fireEvent.doubleClick(side);
    expect(side).toHaveAttribute("aria-valuenow", "216");
  });
});
