import { expect, test } from "vitest";
import { kindCatalogue } from "@/features/blocks/kinds";
import { filterOptions } from "@/features/workflows/filter-options";
import { NO_FILTER } from "@/features/workflows/list-model";
import { KINDS, ROWS, sampleRow } from "@/features/workflows/test-samples";

test("filters offer what occurs, kinds in the order of the catalogue, and what is set already", () => {
  const rows = [...ROWS, sampleRow({ id: "wpid_5", kinds: ["teleport"] })];
  const filter = { ...NO_FILTER, statuses: ["importing"] };
  const options = filterOptions(rows, filter, kindCatalogue(KINDS));
  expect(options.kinds).toEqual([
    "navigation",
    "login",
    "goto_url",
    "file_download",
    "extraction",
    "for_loop",
    "teleport",
  ]);
  expect(options.statuses).toEqual(["draft", "importing", "published"]);
  expect([...options.lastRuns].sort()).toEqual(["active", "completed", "failed", "never"]);
});
