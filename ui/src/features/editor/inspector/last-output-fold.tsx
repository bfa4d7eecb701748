import { ScanSearch } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { JsonTree } from "@/components/json-tree";
import { tableOf } from "@/components/table-model";
import { useDraft } from "@/features/editor/draft/draft-context";
import { useRefusal } from "@/features/editor/draft/use-edit";
import { sendEdit } from "@/features/editor/inputs/edit-queue";
import { sampleIn } from "@/features/editor/inputs/last-output";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import { Fold } from "@/features/editor/inspector/fold";
import { outputInWords } from "@/features/editor/inspector/output-words";
import { useBlockState } from "@/features/editor/inspector/use-block-source";
import { host } from "@/ipc/client";

interface LastOutputFoldProps {
  source: BlockSource;
  /** The field that describes the output, if the kind has one. */
  schemaField: string | undefined;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** What the block gave in the last run that reached it. */
export function LastOutputFold({ source, schemaField, isOpen, onToggle }: LastOutputFoldProps) {
  const draft = useDraft();
  const refuse = useRefusal();
  const { detail } = useBlockState(source);
  const output = detail?.lastOutput ?? null;
  const aux = useMemo(() => output && outputInWords(output, Date.now()), [output]);
  const table = useMemo(() => (output ? tableOf(sampleIn(output)) : null), [output]);
  if (detail === null) return null;
  const infer = async (field: string) => {
    if (!output) return;
    const schema = await host.inferSchema(sampleIn(output));
    await sendEdit(draft, source.edit(field, schema));
  };
  return (
    <Fold title="Last output" aux={aux ?? "none yet"} isOpen={isOpen} onToggle={onToggle}>
      {output === null ? (
        <EmptyState inline title="No run has reached this block yet." />
      ) : (
        <>
          <div className="last-output">
            {table ? (
              <DataTable model={table} label="Last output" />
            ) : (
              <JsonTree value={output.value} label="Last output" />
            )}
          </div>
          {schemaField !== undefined && (
            <Button
              size="sm"
              icon={ScanSearch}
              onClick={() => void infer(schemaField).catch(refuse)}
            >
              Infer schema from it
            </Button>
          )}
        </>
      )}
    </Fold>
  );
}
