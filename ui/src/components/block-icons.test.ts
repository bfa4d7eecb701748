import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blockIcon, isBlockIcon } from "@/components/block-icons";

const KINDS = new URL("../../../src-tauri/crates/workflow/src/kinds/", import.meta.url);

function glyphsOfCatalogue(): string[] {
  return readdirSync(KINDS)
    .filter((file) => file.endsWith(".rs"))
    .flatMap(
      (file) =>
        readFileSync(new URL(file, KINDS), "utf8").match(/(?<=\bglyph:\s*")[a-z0-9-]+/g) ?? [],
    );
}

describe("glyphs of block kinds", () => {
  it("knows every glyph that the catalogue of kinds names", () => {
    const glyphs = glyphsOfCatalogue();
    expect(glyphs.length).toBeGreaterThan(20);
    expect(glyphs.filter((glyph) => !isBlockIcon(glyph))).toEqual([]);
  });

  it("draws an unknown name as the general one", () => {
    expect(blockIcon("made-up")).toBe(blockIcon("blocks"));
  });
});
