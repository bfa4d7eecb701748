import { expect, test } from "vitest";
import { findSections } from "@/features/settings/sections";

function check(text: string, expected: string[]) {
  expect(findSections(text).map(({ id }) => id)).toEqual(expected);
}

test("sections are found by their titles and by what stands in them", () => {
  check("", ["servers", "appearance", "notifications", "storage", "shortcuts", "about"]);
  check("not", ["notifications"]);
  check("Dark", ["appearance"]);
  check("api key", ["servers"]);
  check("folder", ["storage", "about"]);
  check("  text   SIZE ", ["appearance"]);
  check("dark folder", []);
});
