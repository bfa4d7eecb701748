import { describe, expect, test } from "vitest";
import { parseKeptView } from "@/features/workflows/kept-view";
import type { SortColumn } from "@/features/workflows/list-model";
import { type ListView, reduceListView, USUAL_VIEW } from "@/features/workflows/list-view";

const press = (view: ListView, column: SortColumn, isSearching = false) =>
  reduceListView(view, { type: "columnPressed", column, isSearching });

describe("columns", () => {
  test("the first press takes the usual direction of a column, the second turns it", () => {
    const once = press(USUAL_VIEW, "title");
    expect(once.sort).toEqual({ column: "title", descending: false });
    expect(press(once, "title").sort).toEqual({ column: "title", descending: true });
    expect(press(once, "version").sort).toEqual({ column: "version", descending: true });
  });

  test("while searching the order of the list stays, and a third press goes back to the best match", () => {
    const once = press(USUAL_VIEW, "title", true);
    expect(once.sort).toEqual(USUAL_VIEW.sort);
    expect(once.searchSort).toEqual({ column: "title", descending: false });
    const twice = press(once, "title", true);
    expect(twice.searchSort).toEqual({ column: "title", descending: true });
    expect(press(twice, "title", true).searchSort).toBeNull();
    expect(reduceListView(twice, { type: "searchEnded" }).searchSort).toBeNull();
  });
});

test("groups fold one by one and all together", () => {
  const one = reduceListView(USUAL_VIEW, { type: "folded", group: "a", isFolded: true });
  expect([...one.folded]).toEqual(["a"]);
  const all = reduceListView(one, { type: "foldedAll", groups: ["a", "b"] });
  const less = reduceListView(all, { type: "folded", group: "a", isFolded: false });
  expect([...less.folded]).toEqual(["b"]);
});

describe("what is kept of the view", () => {
  const check = (text: string, expected: ReturnType<typeof parseKeptView>) =>
    expect(parseKeptView(text)).toEqual(expected);

  test("what this version understands is taken, the rest is left", () => {
    const sort = { column: "version", descending: true };
    check(
      JSON.stringify({ sort, grouping: "none", isPreviewOpen: false, sizes: { preview: 400 } }),
      {
        sort,
        grouping: "none",
        isPreviewOpen: false,
        sizes: { preview: 400 },
      },
    );
    check('{"sort":{"column":"colour","descending":true},"grouping":"tag","sizes":{"a":"wide"}}', {
      sizes: {},
    });
    check("not JSON", {});
    check("null", {});
  });
});
