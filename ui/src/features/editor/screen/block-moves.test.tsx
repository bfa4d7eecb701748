import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { sampleNodes } from "@/features/editor/draft/test-nodes";
import { card, showEditor } from "@/features/editor/test-editor";
import { sampleChange } from "@/features/editor/test-samples";

test("arrow keys walk through the blocks, into loops and out", async () => {
  const { person } = showEditor();
  await person.click(await card(/^a, /));
  act(() => screen.getAllByRole("treeitem", { name: /^a, / })[1]?.focus());
  await person.keyboard("{ArrowDown}");
  expect(document.activeElement).toHaveAccessibleName(/^each, /);
  await person.keyboard("{ArrowRight}");
  expect(document.activeElement).toHaveAccessibleName(/^b, /);
  await person.keyboard("j{ArrowLeft}");
  expect(document.activeElement).toHaveAccessibleName(/^each, /);
});

test("several blocks are chosen with Ctrl and Shift, and go together", async () => {
  const { person, edits } = showEditor();
  await person.click(await card(/^a, /));
  await person.keyboard("{Control>}");
  await person.click(await card(/^e, /));
  await person.keyboard("{/Control}");
  (await card(/^e, /)).focus();
  await person.keyboard("{Delete}");
  expect(edits()).toEqual([{ edit: "delete", blocks: ["a", "e"] }]);
});

test("a block is lifted, led to its place and dropped by keyboard, with words", async () => {
  const { person, edits } = showEditor({ change: { select: ["e"] } });
  await person.click(await card(/^e, /));
  (await card(/^e, /)).focus();
  await person.keyboard(" ");
  expect(screen.getByText(/^e lifted, position 3 of 3\. Arrow keys move/)).toBeInTheDocument();
  await person.keyboard("{ArrowUp}");
  expect(screen.getByText("After m, inside each, 3 of 3")).toBeInTheDocument();
  expect(edits()).toEqual([]);
  await person.keyboard(" ");
  expect(edits()).toEqual([
    { edit: "move", blocks: ["e"], to: { scope: { in: "loop", block: "each" }, after: "m" } },
  ]);
  expect(await screen.findByText("e moved into each, last. Control Z undoes.")).toBeInTheDocument();
});

test("Escape puts a lifted block back", async () => {
  const { person, edits } = showEditor();
  await person.click(await card(/^e, /));
  (await card(/^e, /)).focus();
  await person.keyboard(" {ArrowUp}{Escape}");
  expect(screen.getByText("Cancelled, back at 3 of 3")).toBeInTheDocument();
  expect(edits()).toEqual([]);
});

/** The window of the test: a canvas of 800 × 600 pixels at its corner, cards where the layout puts them. */
function placeCards(tops: Record<string, number>) {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    if (this.classList.contains("canvas-scroller")) return new DOMRect(0, 0, 800, 600);
    const key = this.getAttribute("data-key");
    return key === null ? new DOMRect(900, 900, 0, 0) : new DOMRect(250, tops[key] ?? 0, 300, 46);
  });
}

/** Leads the pointer from one point to another; the answer lets go there. */
function dragTo(from: Point, to: Point) {
  const at = ({ x, y }: Point) => ({ clientX: x, clientY: y });
  fireEvent.pointerMove(window, at({ x: from.x + 5, y: from.y }));
  fireEvent.pointerMove(window, at(to));
  return () => fireEvent.pointerUp(window, at(to));
}

interface Point {
  x: number;
  y: number;
}

test("a block is dragged to the nearest place, which says what a drop does", async () => {
  const { edits, host } = showEditor({ view: { nodes: sampleNodes("a\nb") } });
  const b = await card(/^b, /);
  placeCards({ b: 116 });
  fireEvent.pointerDown(b, { button: 0, clientX: 300, clientY: 130 });
  const drop = dragTo({ x: 300, y: 130 }, { x: 400, y: 70 });
  expect(await screen.findByText("Move b here")).toBeInTheDocument();
  expect(host.calls("dropGaps")).toEqual([
    [
      { connection: "c1", workflow: "wpid_1" },
      { type: "blocks", blocks: ["b"], copy: false },
    ],
  ]);
  drop();
  expect(edits()).toEqual([
    { edit: "move", blocks: ["b"], to: { scope: { in: "workflow" }, after: null } },
  ]);
});

test("a place that is refused says why, and a drop there changes nothing", async () => {
  const gap = { scope: { in: "workflow" as const }, after: null };
  const refused = "`a` gives what `b` needs";
  const { edits } = showEditor({
    view: { nodes: sampleNodes("a\nb") },
    answers: { dropGaps: async () => [{ gap, refused, warning: null }] },
  });
  const b = await card(/^b, /);
  placeCards({ b: 116 });
  fireEvent.pointerDown(b, { button: 0, clientX: 300, clientY: 130 });
  const drop = dragTo({ x: 300, y: 130 }, { x: 400, y: 70 });
  expect(await screen.findByText(refused)).toBeInTheDocument();
  drop();
  expect(edits()).toEqual([]);
  expect(b).not.toHaveAttribute("data-lifted");
});

test("B leads to the library, where Enter adds a block behind the chosen one", async () => {
  const { person, edits } = showEditor();
  await person.click(await card(/^b, /));
  (await card(/^b, /)).focus();
  await person.keyboard("b");
  const search = await screen.findByRole("combobox", { name: "Search 2 blocks" });
  await waitFor(() => expect(search).toHaveFocus());
  await person.keyboard("wai{Enter}");
  expect(edits()).toEqual([
    { edit: "addKind", kind: "wait", at: { scope: { in: "loop", block: "each" }, after: "b" } },
  ]);
});

test("blocks are copied as YAML, and a paste adds what the clipboard holds", async () => {
  const { person, host } = showEditor({
    answers: {
      copyBlocks: async () => "- label: b\n",
      pasteBlocks: async () => sampleChange(2),
    },
  });
  await person.click(await card(/^b, /));
  (await card(/^b, /)).focus();
  await person.keyboard("{Control>}c{/Control}");
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("- label: b\n"));
  await person.paste("- label: x\n");
  expect(host.calls("pasteBlocks")).toEqual([
    [
      { connection: "c1", workflow: "wpid_1" },
      "- label: x\n",
      { scope: { in: "loop", block: "each" }, after: "b" },
    ],
  ]);
});
