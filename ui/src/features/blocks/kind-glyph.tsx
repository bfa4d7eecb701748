import { BlockGlyph } from "@/components/block-glyph";
import type { KindCatalogue } from "@/features/blocks/kinds";

interface KindGlyphProps {
  /** `block_type`, as the server says it. */
  kind: string;
  catalogue: KindCatalogue;
  /** 18 in outlines, 20 by default, 26 on cards. */
  size?: 18 | 20 | 26 | undefined;
}

/** The tile of a kind of block, with its name as tooltip. */
export function KindGlyph({ kind, catalogue, size }: KindGlyphProps) {
  const { glyph, category, title } = catalogue.find(kind);
  return <BlockGlyph glyph={glyph} category={category} label={title} size={size} />;
}
