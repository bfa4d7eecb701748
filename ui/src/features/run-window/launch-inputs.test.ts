import { expect, test } from "vitest";
import { launchInputs } from "@/features/run-window/launch-inputs";

test("the inputs of a run become what would be typed", () => {
  expect(
    launchInputs({ since: "1 Oct", count: 3, dry: false, filter: { a: [1] }, empty: null }),
  ).toEqual([
    { key: "since", text: "1 Oct" },
    { key: "count", text: "3" },
    { key: "dry", text: "false" },
    { key: "filter", text: '{"a":[1]}' },
  ]);
});

test("masked secrets have to be typed again", () => {
  expect(launchInputs({ password: "********" })).toEqual([]);
});

test("anything else than an object has no inputs", () => {
  for (const inputs of [null, "x", [1], undefined]) expect(launchInputs(inputs)).toEqual([]);
});
