import { Share } from "lucide-react";
import { Button } from "@/components/button";
import { Menu, MenuItem } from "@/components/menu";
import { tableIn, toCsv } from "@/features/run-window/csv";
import { logText } from "@/features/run-window/log-lines";
import { exportName } from "@/features/run-window/run-words";
import { useAttempt } from "@/features/run-window/use-attempt";
import type { LogLine, RunHead } from "@/ipc/bindings";
import { host } from "@/ipc/client";

interface ExportMenuProps {
  head: RunHead;
  log: readonly LogLine[];
}

/** Writes what the run brought into a file. */
export function ExportMenu({ head, log }: ExportMenuProps) {
  const save = useSaveText();
  const table = tableIn(onlyOutput(head.outputs));
  const hasOutputs = head.outputs !== null && head.outputs !== undefined;
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" icon={Share}>
          Export…
        </Button>
      }
    >
      <MenuItem
        disabled={!hasOutputs}
        aux={hasOutputs ? undefined : "no outputs"}
        onSelect={() =>
          save(exportName(head.title, "outputs", "json"), JSON.stringify(head.outputs, null, 2))
        }
      >
        Outputs as JSON…
      </MenuItem>
      <MenuItem
        disabled={!table}
        aux={table ? undefined : "no list of rows"}
        onSelect={() => table && save(exportName(head.title, "outputs", "csv"), toCsv(table))}
      >
        Outputs as CSV…
      </MenuItem>
      <MenuItem onSelect={() => save(exportName(head.title, "log", "txt"), logText(log))}>
        Log as text…
      </MenuItem>
    </Menu>
  );
}

/** The table of a run is the table of its only output that has one. */
function onlyOutput(outputs: unknown): unknown {
  if (typeof outputs !== "object" || outputs === null || Array.isArray(outputs)) return outputs;
  const tables = Object.values(outputs).filter((output) => tableIn(output));
  return tables.length === 1 ? tables[0] : null;
}

/** Asks where to and writes; says so when it is done. */
export function useSaveText(): (name: string, text: string) => void {
  const attempt = useAttempt();
  return (name, text) =>
    void attempt("The file was not saved", async () => {
      if (await host.saveText(name, text)) return `Saved ${name}`;
    });
}
