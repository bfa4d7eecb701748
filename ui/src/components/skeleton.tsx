import { useEffect, useState } from "react";
import "./skeleton.css";

/** A grey bar in the place of a text; `width` in pixels or as CSS length. */
export function Skeleton({ width }: { width: number | string }) {
  return <span className="skeleton" style={{ width }} aria-hidden="true" />;
}

interface SkeletonRowsProps {
  rows?: number | undefined;
  /** CSS grid tracks of the list that will be here, so that nothing jumps. */
  columns?: string | undefined;
  /** Height of a row in pixels; 34 by default. */
  rowHeight?: number | undefined;
}

/** Rows that are being loaded. They appear after 200 ms, so that quick answers do not flicker. */
export function SkeletonRows({
  rows = 3,
  columns = "1fr 1fr 80px 60px",
  rowHeight = 34,
}: SkeletonRowsProps) {
  const isShown = useDelayed(200);
  if (!isShown) return <span className="sr-only">Loading</span>;
  const count = columns.trim().split(/\s+(?![^(]*\))/).length;
  return (
    <div className="skeleton-rows" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: fixed places
          key={row}
          className="skeleton-row"
          style={{ gridTemplateColumns: columns, height: rowHeight }}
        >
          {Array.from({ length: count }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fixed places
            <Skeleton key={column} width={`${LENGTHS[(row + column) % LENGTHS.length]}%`} />
          ))}
        </div>
      ))}
    </div>
  );
}

const LENGTHS = [72, 54, 88, 63];

function useDelayed(milliseconds: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isOver;
}
