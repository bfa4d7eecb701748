import { blockIcon } from "@/components/block-icons";
import { Icon } from "@/components/icon";
import "./block-glyph.css";

/** The five families of block kinds. Others are drawn as `act` would be, in a neutral colour. */
type BlockCategory = "act" | "read" | "think" | "flow" | "send";

interface BlockGlyphProps {
  /** Name of the glyph in the icon set, as the catalogue of kinds gives it: "compass". */
  glyph: string;
  category: BlockCategory;
  /** Kind in words, where nothing beside it says so. */
  label?: string | undefined;
  /** 18 in outlines, 20 by default, 26 on cards. */
  size?: 18 | 20 | 26 | undefined;
}

/** The tile of a block: the shape says what it does, the tint which family it is of. */
export function BlockGlyph({ glyph, category, label, size = 20 }: BlockGlyphProps) {
  return (
    <span
      className="block-glyph"
      data-category={category}
      data-size={size}
      title={label}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <Icon icon={blockIcon(glyph)} size={size === 26 ? 16 : size === 18 ? 12 : 13} />
    </span>
  );
}

interface StripGlyph {
  glyph: string;
  category: BlockCategory;
  /** Kind in words, for the summary. */
  label: string;
}

interface GlyphStripProps {
  /** Distinct kinds in reading order. */
  glyphs: readonly StripGlyph[];
  /** How many are drawn before "+3"; 7 by default. */
  most?: number | undefined;
}

/** The kinds of a workflow in one line, summarised for assistive technology. */
export function GlyphStrip({ glyphs, most = 7 }: GlyphStripProps) {
  const shown = glyphs.length > most ? glyphs.slice(0, most - 1) : glyphs;
  const rest = glyphs.length - shown.length;
  const words = glyphs.map((glyph) => glyph.label).join(", ");
  return (
    <span className="glyph-strip" role="img" aria-label={words || "No blocks"} title={words}>
      {shown.map((glyph) => (
        <span key={`${glyph.glyph} ${glyph.label}`} data-category={glyph.category}>
          <Icon icon={blockIcon(glyph.glyph)} size={14} />
        </span>
      ))}
      {rest > 0 && <span className="glyph-strip-rest">+{rest}</span>}
    </span>
  );
}
