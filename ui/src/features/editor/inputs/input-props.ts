import type { FieldDraft } from "@/features/editor/inputs/use-field-draft";
import type { FieldView, Problem } from "@/ipc/bindings";

/** What every input of a field gets. It stands in a `FieldBox`, which names and describes it. */
export interface InputProps {
  field: FieldView;
  draft: FieldDraft;
  /** Of this field. */
  problems: readonly Problem[];
  /** What was typed is no value yet; null when it is one again. Nothing is sent meanwhile. */
  onFault: (fault: string | null) => void;
}
