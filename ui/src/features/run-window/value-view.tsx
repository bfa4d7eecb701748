import { Braces, Copy, FileDown, Table } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table";
import { IconButton } from "@/components/icon-button";
import { JsonTree } from "@/components/json-tree";
import { Menu, MenuItem } from "@/components/menu";
import { PanelHead } from "@/components/section";
import { tableOf } from "@/components/table-model";
import { tableIn, toCsv } from "@/features/run-window/csv";
import { useSaveText } from "@/features/run-window/export-menu";
import { exportName } from "@/features/run-window/run-words";
import { useAttempt } from "@/features/run-window/use-attempt";
import { copyText } from "@/lib/clipboard";

interface ValueViewProps {
  /** What the value is; the name of saved files too. */
  name: string;
  /** At the start of the head: the name, or a choice of values. */
  head: ReactNode;
  value: unknown;
}

/** A value of the run as a tree or, where it is a list of rows, as a table; to copy and to save. */
export function ValueView({ name, head, value }: ValueViewProps) {
  const table = useMemo(() => tableIn(value), [value]);
  // A list of rows is read as a table, everything else as a tree.
  const [wantsTable, setWantsTable] = useState(() => tableOf(value) !== null);
  const attempt = useAttempt();
  const save = useSaveText();
  const json = () => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
  const isTable = table !== null && wantsTable;
  return (
    <>
      <PanelHead
        aux={
          <span className="value-acts">
            {table && (
              <IconButton
                size="sm"
                icon={isTable ? Braces : Table}
                label={isTable ? "Show as tree" : "Show as table"}
                onClick={() => setWantsTable(!isTable)}
              />
            )}
            <IconButton
              size="sm"
              icon={Copy}
              label="Copy JSON"
              onClick={() => void attempt("Not copied", () => copyText(json()))}
            />
            <Menu align="end" trigger={<IconButton size="sm" icon={FileDown} label="Save" />}>
              <MenuItem
                onSelect={() => save(exportName(name, "", "json"), JSON.stringify(value, null, 2))}
              >
                Save as JSON…
              </MenuItem>
              <MenuItem
                disabled={!table}
                aux={table ? undefined : "no list of rows"}
                onSelect={() => table && save(exportName(name, "", "csv"), toCsv(table))}
              >
                Save as CSV…
              </MenuItem>
            </Menu>
          </span>
        }
      >
        {head}
      </PanelHead>
      {isTable ? <DataTable model={table} label={name} /> : <JsonTree value={value} label={name} />}
    </>
  );
}
