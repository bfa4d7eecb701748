import { describe, expect, test } from "vitest";
import { NO_FOLDER, sortFolders } from "@/features/workflows/folder-choice";
import {
  groupRows,
  type ListFilter,
  type ListQuestion,
  lastRunOf,
  matchesFilter,
  mergeRows,
  NO_FILTER,
  rowAfter,
  type SortColumn,
  sortRows,
  visibleRows,
} from "@/features/workflows/list-model";
import {
  FINANCE,
  FOLDERS,
  RECRUITING,
  ROWS,
  sampleHit,
  sampleRow,
  sampleTicks,
} from "@/features/workflows/test-samples";
import type { WorkflowRow } from "@/ipc/bindings";

const numbers = (rows: readonly { id: string }[]) => rows.map(({ id }) => id.slice(5)).join(" ");

describe("order", () => {
  const check = (column: SortColumn, descending: boolean, expected: string) =>
    expect(numbers(sortRows(ROWS, { column, descending }))).toBe(expected);

  test("each column, both ways, with what has no value last", () => {
    check("title", false, "1 2 4 3");
    check("title", true, "3 4 2 1");
    check("blocks", true, "1 2 3 4");
    check("version", false, "4 3 2 1");
    check("updated", true, "2 1 3 4");
    check("duration", true, "1 2 3 4");
    check("duration", false, "3 2 1 4");
    check("runs", true, "1 2 3 4");
  });

  test("titles with numbers are ordered by the numbers", () => {
    const rows = ["Part 10", "part 9", "Part 1"].map((title) => sampleRow({ id: title, title }));
    const titles = sortRows(rows, { column: "title", descending: false }).map((row) => row.title);
    expect(titles).toEqual(["Part 1", "part 9", "Part 10"]);
  });

  test("fractions of a second in a time do not upset the order", () => {
    const rows = ["2026-11-10T10:00:00.5Z", "2026-11-10T10:00:00Z"].map((updatedAt, index) =>
      sampleRow({ id: `wpid_${index}`, updatedAt }),
    );
    expect(numbers(sortRows(rows, { column: "updated", descending: true }))).toBe("0 1");
  });
});

describe("filters", () => {
  const check = (filter: Partial<ListFilter>, expected: string) =>
    expect(numbers(ROWS.filter((row) => matchesFilter(row, { ...NO_FILTER, ...filter })))).toBe(
      expected,
    );

  test("any of the states, every one of the kinds, any of the statuses", () => {
    check({}, "1 2 3 4");
    check({ lastRuns: ["failed"] }, "1");
    check({ lastRuns: ["active", "never"] }, "2 4");
    check({ kinds: ["navigation"] }, "1 2 4");
    check({ kinds: ["navigation", "extraction"] }, "2");
    check({ statuses: ["draft"] }, "4");
    check({ statuses: ["draft"], lastRuns: ["failed"] }, "");
  });

  test("the newest run decides, and states of a newer server count as other", () => {
    expect(lastRunOf(sampleRow({ recent: sampleTicks("fo") }))).toBe("completed");
    expect(lastRunOf(sampleRow({ recent: sampleTicks("p") }))).toBe("active");
    expect(lastRunOf(sampleRow({ recent: sampleTicks("?") }))).toBe("other");
  });
});

describe("what is shown", () => {
  const all = (sorted: readonly WorkflowRow[]) => ({
    sorted,
    byId: new Map(sorted.map((row) => [row.id, row])),
    folders: FOLDERS,
  });
  const byTitle = sortRows(ROWS, { column: "title", descending: false });
  const hits = ["wpid_3", "wpid_1", "wpid_gone"].map((id) => sampleHit(id));
  const check = (question: Partial<ListQuestion>, expected: string) => {
    const whole = { folder: null, filter: NO_FILTER, hits: null, isSearchSorted: false };
    expect(numbers(visibleRows(all(byTitle), { ...whole, ...question }))).toBe(expected);
  };

  test("a search is in its own order unless a column was chosen; rows that are gone are left out", () => {
    check({}, "1 2 4 3");
    check({ hits }, "3 1");
    check({ hits, isSearchSorted: true }, "1 3");
    check({ hits: [] }, "");
  });

  test("folders and filters hold for a search too", () => {
    check({ folder: FINANCE.id }, "1 3");
    check({ folder: NO_FOLDER }, "4");
    check({ folder: RECRUITING.id, hits }, "");
    check({ hits, filter: { ...NO_FILTER, lastRuns: ["failed"] } }, "1");
  });

  test("a folder that is not known here counts as none", () => {
    const lost = [sampleRow({ id: "wpid_9", folder: "fld_unknown" })];
    const question = { folder: NO_FOLDER, filter: NO_FILTER, hits: null, isSearchSorted: false };
    expect(numbers(visibleRows(all(lost), question))).toBe("9");
  });
});

describe("groups", () => {
  const sorted = sortFolders(FOLDERS);

  test("folders that have rows, by title, then those in none", () => {
    const groups = groupRows(ROWS, sorted, "folder", new Set([FINANCE.id]));
    const words = groups.map(
      ({ label, rows, isFolded }) => `${label}: ${numbers(rows)}${isFolded ? ", folded" : ""}`,
    );
    expect(words).toEqual(["Finance: 1 3, folded", "Recruiting: 2", "No folder: 4"]);
  });

  test("without groups there is one without a head", () => {
    const groups = groupRows(ROWS, sorted, "none", new Set());
    expect(groups.map(({ label, rows }) => [label, rows.length])).toEqual([["", 4]]);
  });
});

describe("changes", () => {
  test("changed rows stay in their places, new ones come last, removed ones go", () => {
    const changed = [sampleRow({ id: "wpid_2", title: "Renamed" }), sampleRow({ id: "wpid_9" })];
    const merged = mergeRows(ROWS, { changed, removed: ["wpid_1", "wpid_nobody"] });
    expect(numbers(merged)).toBe("2 3 4 9");
    expect(merged[0]?.title).toBe("Renamed");
  });

  const goesOn = (gone: string, expected: string | null) =>
    expect(rowAfter(["a", "b", "c", "d"], new Set(gone.split("")))).toBe(expected);

  test("after a deletion the row below is next, at the end the one above", () => {
    goesOn("b", "c");
    goesOn("bc", "d");
    goesOn("ac", "d");
    goesOn("d", "c");
    goesOn("cd", "b");
    goesOn("abcd", null);
  });
});
