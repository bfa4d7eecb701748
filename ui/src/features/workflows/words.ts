/* Words about workflows that several parts of the screen say alike. */
import type { WorkflowRow } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

/** "Invoice downloader", or "3 workflows". */
export function nameOf(rows: readonly Pick<WorkflowRow, "title">[]): string {
  const [first] = rows;
  return rows.length === 1 && first ? `“${first.title}”` : formatAmount(rows.length, "workflow");
}

/** The server's word for a state of a workflow, as a person reads it: "Published", "Auto generated". */
export function statusTitle(status: string): string {
  const words = status.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A parameter's type in plain words; what is unknown stays as the server says it. */
export function parameterType(kind: string): string {
  return PARAMETER_TYPES[kind] ?? kind.replaceAll("_", " ");
}

const PARAMETER_TYPES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "integer",
  float: "number",
  boolean: "yes / no",
  json: "JSON",
  file_url: "file",
  credential_id: "credential",
};
