import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { sameJson } from "@/features/editor/inputs/same-json";
import { rowsFault } from "@/features/editor/inputs/schema-model";
import type { SchemaRow } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

interface SchemaRowsOptions {
  value: unknown;
  onValue: (value: unknown) => void;
  onFault: (fault: string | null) => void;
}

const EMPTY = { type: "object", properties: {} };

/** A schema as rows: undefined while it is read, null where rows cannot show all of it. */
export function useSchemaRows({ value, onValue, onFault }: SchemaRowsOptions) {
  const [own, setOwn] = useState<{ rows: readonly SchemaRow[]; value: unknown } | null>(null);
  const turn = useRef(0);
  const schema = value ?? EMPTY;
  const isOwn = own !== null && sameJson(own.value, value);
  const read = useQuery({
    queryKey: ["editor", "schema rows", JSON.stringify(schema)],
    queryFn: () => host.schemaRows(schema),
    enabled: !isOwn,
    gcTime: 0,
  });
  const change = async (rows: readonly SchemaRow[]) => {
    const mine = ++turn.current;
    setOwn({ rows, value });
    const fault = rowsFault(rows);
    onFault(fault);
    if (fault) return;
    try {
      const written = await host.schemaOfRows(schema, [...rows]);
      if (mine !== turn.current) return;
      const next = rows.length === 0 && sameJson(written, EMPTY) ? undefined : written;
      setOwn({ rows, value: next });
      onValue(next);
    } catch (refusal) {
      if (mine === turn.current) onFault(messageOf(refusal));
    }
  };
  return {
    rows: isOwn ? own.rows : read.data,
    change: (rows: readonly SchemaRow[]) => void change(rows),
  };
}
