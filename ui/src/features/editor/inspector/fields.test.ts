import { expect, test } from "vitest";
import { deciderOf } from "@/features/editor/inspector/decision-source";
import { fieldsFor } from "@/features/editor/inspector/fields-for";
import { outputInWords } from "@/features/editor/inspector/output-words";
import { sampleCatalogue } from "@/features/editor/test-catalogue";

const [gotoUrl] = sampleCatalogue().kinds;
const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name);

test("main fields come first, unknown ones last, the label and links elsewhere", () => {
  const { main, advanced } = fieldsFor(gotoUrl, ["label", "next_block_label", "url", "later"]);
  expect(names(main)).toEqual(["url", "api_key"]);
  expect(names(advanced)).toEqual(["max_retries", "continue_on_failure", "later"]);
});

test("of a kind from the future everything that is set is shown", () => {
  expect(names(fieldsFor(undefined, ["block_type", "beam", "label"]).main)).toEqual(["beam"]);
});

const NOW = new Date(2026, 10, 23, 8, 0).getTime();
test.each([
  [{ extracted_information: { listings: [1, 2, 3] } }, "3 listings · Today 07:31"],
  [[1], "1 item · Today 07:31"],
  [{ a: 1, b: 2 }, "2 fields · Today 07:31"],
  [null, "empty · Today 07:31"],
])("%j in words", (value, words) => {
  const at = new Date(2026, 10, 23, 7, 31).toISOString();
  expect(outputInWords({ run: "wr_1", at, value }, NOW)).toBe(words);
});

test.each([
  ["{{ current_value.remote }}", "by a template"],
  ["The job is remote", "in words, by a model"],
  ["{{ a }} and {{ b }}", "in words, by a model"],
  ["", ""],
  [null, ""],
])("%s is decided %s", (expression, by) => {
  expect(deciderOf(expression)).toBe(by);
});
