import { describe, expect, it } from "vitest";
import {
  choose,
  chooseAll,
  EMPTY_SELECTION,
  type GridSelection,
  type SelectMode,
  withoutGone,
} from "@/components/grid-selection";

const ORDER = ["a", "b", "c", "d", "e"];

/** Steps such as "only b, extend d"; the answer is the chosen rows in order, the focused one in brackets. */
function check(steps: string, expected: string) {
  let state: GridSelection = EMPTY_SELECTION;
  for (const step of steps.split(", ")) {
    const [mode, id] = step.split(" ");
    state = choose(state, ORDER, id ?? "", mode as SelectMode);
  }
  const drawn = ORDER.filter((id) => state.selected.has(id) || id === state.focused).map((id) => {
    const mark = state.selected.has(id) ? id : "-";
    return id === state.focused ? `[${mark}]` : mark;
  });
  expect(drawn.join(" ")).toBe(expected);
}

describe("choosing rows", () => {
  it.each([
    ["only b", "[b]"],
    ["only b, only d", "[d]"],
    ["only b, extend d", "b c [d]"],
    ["only d, extend b", "[b] c d"],
    ["only b, extend d, extend a", "[a] b"],
    ["only b, toggle d", "b [d]"],
    ["only b, toggle d, toggle b", "[-] d"],
    ["only a, toggle c, extend e", "c d [e]"],
    ["only b, focus c", "b [-]"],
    ["extend c", "[c]"],
  ])("%s: %s", check);

  it("chooses all and keeps the focus", () => {
    const state = chooseAll(choose(EMPTY_SELECTION, ORDER, "c", "only"), ORDER);
    expect(state.selected.size).toBe(5);
    expect(state.focused).toBe("c");
  });

  it("forgets rows that are gone, and is the same while none is", () => {
    const state = choose(choose(EMPTY_SELECTION, ORDER, "a", "only"), ORDER, "b", "toggle");
    expect(withoutGone(state, new Set(ORDER))).toBe(state);
    expect(withoutGone(state, new Set(["a", "c"]))).toEqual({
      selected: new Set(["a"]),
      focused: null,
      anchor: null,
    });
  });

  it("starts anew when the anchor is filtered away", () => {
    const state = choose(EMPTY_SELECTION, ORDER, "a", "only");
    expect(choose(state, ["c", "d"], "d", "extend").selected).toEqual(new Set(["d"]));
  });
});
