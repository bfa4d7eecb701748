import { useVirtualizer } from "@tanstack/react-virtual";
import { Braces, Info, SlidersHorizontal } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from "react";
import { Icon } from "@/components/icon";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { useKinds } from "@/features/blocks/kinds";
import { ChangeWord } from "@/features/editor/compare/change-word";
import {
  type CompareRow,
  fieldList,
  moveWords,
  placeOf,
  plainSummary,
} from "@/features/editor/compare/compare-model";
import { type Titles, useTitles } from "@/features/editor/compare/use-titles";
import type { BlockChange, Comparison } from "@/ipc/bindings";

const ROW = 36;
/** The head stays in view above the rows. */
const HEAD = 28;

interface CompareTableProps {
  comparison: Comparison;
  rows: readonly CompareRow[];
  /** Heads of the columns of numbers: "v11", "Draft". */
  heads: readonly [string, string];
  /** Names of all parameters, where they are known. */
  parameters: readonly string[];
  selected: string | null;
  onSelect: (id: string) => void;
}

/** Both documents in one list, in the order of the newer one. One tab stop, arrow keys move. */
export function CompareTable(props: CompareTableProps) {
  const { comparison, rows, heads, selected, onSelect } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const titles = useTitles();
  const moves = useMemo(() => moveWords(comparison.blocks), [comparison]);
  const chosen = rows.findIndex((row) => row.id === selected);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: 8,
  });
  useEffect(() => {
    if (chosen >= 0) virtualizer.scrollToIndex(chosen, { align: "auto" });
  }, [chosen, virtualizer]);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, chosen, rows.length);
    const row = target === null ? undefined : rows[target];
    if (!row) return;
    event.preventDefault();
    onSelect(row.id);
  };
  const summaryOf = (row: CompareRow) => rowSummary(row, props, titles, moves);
  return (
    <div ref={scroller} className="compare-scroller">
      <div
        className="compare-table"
        role="grid"
        aria-label="Blocks of both states"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="compare-row compare-table-head" role="row">
          {[...heads, "Block", "Change"].map((head, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fixed columns
            <span key={column} role="columnheader">
              {head}
            </span>
          ))}
        </div>
        <div
          role="rowgroup"
          className="compare-rows"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <div
                key={row.id}
                id={`${id}-${index}`}
                className="compare-row"
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 2}
                aria-selected={index === chosen}
                data-change={row.change}
                style={{ transform: `translateY(${start - HEAD}px)` }}
                onPointerDown={() => onSelect(row.id)}
              >
                <RowCells row={row} summary={summaryOf(row)} />
              </div>
            );
          })}
        </div>
      </div>
      <p className="compare-note">
        <Icon icon={Info} size={14} />
        Blocks are matched by label, then by content. A renamed block shows as changed, not as
        removed and added.
      </p>
    </div>
  );
}

function RowCells({ row, summary }: { row: CompareRow; summary: string }) {
  const kinds = useKinds();
  const place = row.type === "block" ? placeOf(row.block) : null;
  const isBlock = row.type === "block";
  return (
    <>
      <span role="gridcell">{isBlock && row.block.before?.number}</span>
      <span role="gridcell">{isBlock && row.block.after?.number}</span>
      <span
        role="gridcell"
        className="compare-block"
        style={{ paddingLeft: Math.min(place?.depth ?? 0, 6) * 22 }}
      >
        {place ? (
          <KindGlyph kind={place.kind} catalogue={kinds} />
        ) : (
          <span className="compare-plain-glyph">
            <Icon icon={row.type === "parameters" ? Braces : SlidersHorizontal} size={13} />
          </span>
        )}
        {place ? (
          <span className="compare-label">{place.key}</span>
        ) : (
          <span>{row.type === "parameters" ? "Parameters" : "Settings"}</span>
        )}
        <span className="compare-summary truncate" title={summary}>
          {summary}
        </span>
      </span>
      <span role="gridcell">
        <ChangeWord change={row.change} />
      </span>
    </>
  );
}

function rowSummary(
  row: CompareRow,
  { comparison, parameters }: CompareTableProps,
  titles: Titles,
  moves: ReadonlyMap<BlockChange, string>,
): string {
  if (row.type === "parameters") {
    const changed = comparison.parameters.map(({ key }) => key);
    return (changed.length > 0 ? changed : parameters).join(", ");
  }
  if (row.type === "settings") return fieldList(comparison.settings, titles.ofSetting);
  const { block } = row;
  const place = placeOf(block);
  const fields = fieldList(block.fields, (field) => titles.ofField(place?.kind ?? "", field));
  if (block.change === "moved") return [moves.get(block), fields].filter(Boolean).join(" · ");
  return block.change === "changed" ? fields : plainSummary(place?.summary ?? "");
}

/** Where a key leads. */
function targetOf(key: string, from: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, from + 1);
    case "ArrowUp":
      return Math.max(0, from - 1);
    case "PageDown":
      return Math.min(last, from + 15);
    case "PageUp":
      return Math.max(0, from - 15);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
