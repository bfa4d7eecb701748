import { useRef, useState } from "react";
import { sameJson } from "@/features/editor/inputs/same-json";

export type Row<Content> = Content & { id: number };

interface RowsOptions<Content> {
  value: unknown;
  read: (value: unknown) => readonly Content[];
  write: (rows: readonly Content[]) => unknown;
}

/**
 * The rows of a list or map while they are edited: half-written rows (no name yet, the same name twice) stay, although
 * the value cannot hold them. Another value from outside takes their place.
 */
export function useRows<Content extends object>({ value, read, write }: RowsOptions<Content>) {
  const nextId = useRef(1);
  const number = (rows: readonly Content[]): Row<Content>[] =>
    rows.map((row) => ({ ...row, id: nextId.current++ }));
  const [kept, setKept] = useState(() => ({ value, rows: number(read(value)) }));
  let { rows } = kept;
  if (!sameJson(kept.value, value)) {
    rows = number(read(value));
    setKept({ value, rows });
  }
  return {
    rows,
    /** Takes over the rows; answers with the value that they make. */
    set(next: readonly (Content | Row<Content>)[]): unknown {
      const numbered = next.map((row) => ("id" in row ? row : { ...row, id: nextId.current++ }));
      const written = write(numbered);
      setKept({ value: written, rows: numbered as Row<Content>[] });
      return written;
    },
  };
}
