import { memo } from "react";
import { GlyphStrip } from "@/components/block-glyph";
import type { KindCatalogue } from "@/features/blocks/kinds";

interface BlockStripProps {
  /** Names of distinct kinds in reading order, as a `WorkflowRow` has them. */
  kinds: readonly string[];
  catalogue: KindCatalogue;
}

/** The kinds of blocks of a workflow as one line of glyphs: seven at most, then "+3". */
export const BlockStrip = memo(({ kinds, catalogue }: BlockStripProps) => {
  if (!catalogue.isKnown) return null;
  const glyphs = kinds.map((name) => {
    const kind = catalogue.find(name);
    return { glyph: kind.glyph, category: kind.category, label: kind.title };
  });
  return <GlyphStrip glyphs={glyphs} />;
});
BlockStrip.displayName = "BlockStrip";
