import { expect, test } from "vitest";
import { settingGroups } from "@/features/editor/settings-panel/setting-groups";
import { sampleCatalogue } from "@/features/editor/test-catalogue";

test("every setting is in one group, those of a newer server at the end", () => {
  const groups = settingGroups(sampleCatalogue().settings);
  expect(groups.map(({ title, fields }) => [title, fields.map(({ name }) => name)])).toEqual([
    ["Workflow", ["title"]],
    ["Browser", ["cdp_connect_headers"]],
    ["When it ends", ["webhook_callback_url"]],
    ["More", ["from_the_future"]],
  ]);
});
