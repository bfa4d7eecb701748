import { ScanSearch } from "lucide-react";
import { Icon } from "@/components/icon";
import { useToasts } from "@/components/toasts";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { JsonInput } from "@/features/editor/inputs/json-input";
import { sampleIn, useLastOutput } from "@/features/editor/inputs/last-output";
import { isFields } from "@/features/editor/inputs/same-json";
import { SchemaRows } from "@/features/editor/inputs/schema-rows";
import { useSchemaRows } from "@/features/editor/inputs/use-schema-rows";
import { host, messageOf } from "@/ipc/client";

export type SchemaForm = "fields" | "text";

/** Rows are for objects; a list at the top and a template are text. */
export function isRowable(value: unknown): boolean {
  return value === undefined || value === null || isFields(value);
}

/** A JSON Schema as rows or as text. */
export function SchemaInput(props: InputProps & { form: SchemaForm }) {
  const { field, form } = props;
  const takesText = field.input.type === "schema" && field.input.text;
  if (form === "text") return <JsonInput {...props} takesText={takesText} />;
  return <RowsOrText {...props} takesText={takesText} />;
}

function RowsOrText(props: InputProps & { takesText: boolean }) {
  const { draft, onFault, field } = props;
  const { rows, change } = useSchemaRows({
    value: draft.value,
    onValue: draft.onType,
    onFault,
  });
  if (rows === undefined) return <div className="row-frame" aria-busy="true" />;
  if (rows === null)
    return (
      <>
        <JsonInput {...props} />
        <p className="field-below">Rows cannot show all of this schema.</p>
      </>
    );
  return (
    <SchemaRows
      label={field.title}
      rows={rows}
      onChange={change}
      onLeave={draft.onLeave}
      end={<InferButton onSchema={draft.onPick} />}
    />
  );
}

/** Fills the schema from what the block gave in its last run. */
function InferButton({ onSchema }: { onSchema: (schema: unknown) => void }) {
  const output = useLastOutput();
  const toasts = useToasts();
  if (output === null) return null;
  const infer = () =>
    host
      .inferSchema(sampleIn(output))
      .then(onSchema)
      .catch((fault: unknown) => toasts.show({ tone: "danger", message: messageOf(fault) }));
  return (
    <button type="button" className="row-add" onClick={() => void infer()}>
      <Icon icon={ScanSearch} size={12} />
      Infer from last output
    </button>
  );
}
