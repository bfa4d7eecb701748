import { expect, test } from "vitest";
import { kindCatalogue } from "@/features/blocks/kinds";
import type { KindView } from "@/ipc/bindings";

const WAIT: KindView = { name: "wait", title: "Wait", category: "flow", glyph: "timer" };

test("a kind of a newer server is described, always by the same object", () => {
  const catalogue = kindCatalogue([WAIT]);
  expect(catalogue.find("wait")).toBe(WAIT);
  expect(catalogue.find("teleport")).toMatchObject({
    title: "Unknown block “teleport”",
    glyph: "puzzle",
  });
  expect(catalogue.find("teleport")).toBe(catalogue.find("teleport"));
});
