import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";

export interface GridColumn<Row> {
  id: string;
  /** Shown in the head, and the accessible name of the column. */
  title: string;
  /** The title is only for assistive technology. */
  hideTitle?: boolean | undefined;
  /** A track of CSS grid: "16px", "minmax(120px, 1fr)". */
  width: string;
  align?: "start" | "end" | undefined;
  sortable?: boolean | undefined;
  /** `strong` for the title column, `meta` for quiet numbers and times. */
  tone?: "strong" | "meta" | undefined;
  render: (row: Row) => ReactNode;
}

export interface GridSort {
  column: string;
  descending: boolean;
}

interface GridHeadProps<Row> {
  columns: readonly GridColumn<Row>[];
  sort: GridSort | undefined;
  onSort: ((columnId: string) => void) | undefined;
}

/** The titles of the columns; those that can sort are buttons. */
export function GridHead<Row>({ columns, sort, onSort }: GridHeadProps<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" className="grid-columns" aria-rowindex={1}>
        {columns.map((column) => (
          <ColumnTitle
            key={column.id}
            column={column}
            sort={sort?.column === column.id ? sort : undefined}
            onSort={column.sortable ? onSort : undefined}
          />
        ))}
      </div>
    </div>
  );
}

interface ColumnTitleProps<Row> {
  column: GridColumn<Row>;
  /** Present when the list is sorted by this column. */
  sort: GridSort | undefined;
  onSort: ((columnId: string) => void) | undefined;
}

function ColumnTitle<Row>({ column, sort, onSort }: ColumnTitleProps<Row>) {
  const direction = sort && (sort.descending ? "descending" : "ascending");
  const title = <span className={column.hideTitle ? "sr-only" : "truncate"}>{column.title}</span>;
  return (
    <div role="columnheader" data-align={column.align} aria-sort={direction}>
      {onSort ? (
        <button type="button" tabIndex={-1} onClick={() => onSort(column.id)}>
          {title}
          {sort && <Icon icon={sort.descending ? ArrowDown : ArrowUp} size={12} />}
        </button>
      ) : (
        title
      )}
    </div>
  );
}
