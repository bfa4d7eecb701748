import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useMemo, useRef } from "react";
import { cellText, columnWidth, isNumeric, type TableModel } from "@/components/table-model";
import "./data-table.css";

interface DataTableProps {
  /** From `tableOf`. */
  model: TableModel;
  /** Accessible name. */
  label: string;
}

const ROW = 28;

/** A list of objects as a table. Only the rows in view are drawn. */
export function DataTable({ model, label }: DataTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(
    () =>
      model.columns.map((name) => ({
        name,
        width: columnWidth(model, name),
        isNumber: isNumeric(model, name),
      })),
    [model],
  );
  const virtualizer = useVirtualizer({
    count: model.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const tracks = columns.map((column, index) =>
    index === columns.length - 1 ? `minmax(${column.width}px, 1fr)` : `${column.width}px`,
  );
  return (
    <div
      ref={scroller}
      className="data-table"
      role="table"
      aria-label={label}
      aria-rowcount={model.rows.length + 1}
      aria-colcount={columns.length}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      style={{ "--table-tracks": tracks.join(" ") } as CSSProperties}
    >
      <div role="row" className="data-table-row data-table-head" aria-rowindex={1}>
        {columns.map((column) => (
          <div
            key={column.name}
            role="columnheader"
            data-number={column.isNumber || undefined}
            title={column.name}
          >
            {column.name}
          </div>
        ))}
      </div>
      <div
        role="rowgroup"
        className="data-table-body"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((place) => (
          <div
            key={place.key}
            role="row"
            className="data-table-row"
            aria-rowindex={place.index + 2}
            style={{ transform: `translateY(${place.start}px)` }}
          >
            {columns.map((column) => {
              const text = cellText(model.rows[place.index]?.[column.name]);
              return (
                <div
                  key={column.name}
                  role="cell"
                  className="selectable"
                  data-number={column.isNumber || undefined}
                  title={text}
                >
                  {text}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
