/** The sizes that can be chosen, in per cent. */
export const TEXT_SIZES: readonly number[] = [90, 100, 110, 125];

/** The next larger (`by` = 1) or smaller (-1) size; the same at the ends. */
export function nextTextSize(percent: number, by: 1 | -1): number {
  const sizes = by === 1 ? TEXT_SIZES : [...TEXT_SIZES].reverse();
  return sizes.find((size) => (size - percent) * by > 0) ?? percent;
}
