import { expect, test } from "vitest";
import { libraryGroups, searchKinds } from "@/features/editor/library/library-kinds";
import type { EditorKind, KindView } from "@/ipc/bindings";

const kind = (name: string, title: string, category: KindView["category"]) => ({
  name,
  title,
  category,
  glyph: "blocks",
});
const detail = (name: string, doc: string, isLegacy = false): EditorKind => ({
  name,
  title: name,
  doc,
  isLegacy,
  needsBrowser: false,
  needsModel: false,
  fields: [],
});
const groups = libraryGroups(
  [
    kind("wait", "Wait", "flow"),
    kind("http_request", "HTTP request", "send"),
    kind("old", "Old", "act"),
  ],
  [
    detail("wait", "Pauses the run."),
    detail("http_request", "Calls an address and waits for its answer."),
    detail("old", "", true),
  ],
);

test("kinds stand in their groups, those of old workflows left out", () => {
  expect(groups.map(({ title, kinds }) => [title, kinds.length])).toEqual([
    ["Flow", 1],
    ["Send and store", 1],
  ]);
});

test("a search finds titles before descriptions", () => {
  expect(searchKinds(groups, "wait").map(({ name }) => name)).toEqual(["wait", "http_request"]);
  expect(searchKinds(groups, "http req").map(({ name }) => name)).toEqual(["http_request"]);
  expect(searchKinds(groups, "nothing such")).toEqual([]);
});
