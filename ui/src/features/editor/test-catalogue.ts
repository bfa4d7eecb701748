// For tests: a small catalogue of kinds, settings and parameter types.
import type { BlockDetail, EditorCatalogue, EditorKind, FieldView } from "@/ipc/bindings";

export function sampleField(field: Partial<FieldView> & { name: string }): FieldView {
  return {
    title: field.name,
    doc: `About ${field.name}.`,
    input: { type: "text" },
    default: null,
    isRequired: false,
    isNullable: true,
    isTemplated: false,
    isAdvanced: false,
    isSecret: false,
    ...field,
  };
}

const CONTINUE = sampleField({
  name: "continue_on_failure",
  title: "Go on after a failure",
  input: { type: "boolean" },
  default: false,
  isAdvanced: true,
});

function sampleKind(name: string, title: string, fields: readonly FieldView[]): EditorKind {
  return {
    name,
    title,
    doc: title,
    needsBrowser: true,
    needsModel: false,
    isLegacy: false,
    fields: [...fields, CONTINUE],
  };
}

export function sampleCatalogue(): EditorCatalogue {
  return {
    kinds: [
      sampleKind("goto_url", "Go to URL", [
        sampleField({ name: "url", title: "URL", isRequired: true }),
        sampleField({
          name: "max_retries",
          title: "Retries",
          input: { type: "integer" },
          default: 0,
          isAdvanced: true,
        }),
        sampleField({ name: "api_key", title: "API key", isSecret: true }),
      ]),
      sampleKind("extraction", "Extract data", [
        sampleField({ name: "data_schema", title: "Data", input: { type: "schema", text: true } }),
      ]),
      sampleKind("http_request", "HTTP request", [
        sampleField({ name: "url", title: "URL" }),
        sampleField({ name: "headers", title: "Headers", input: { type: "textMap" } }),
      ]),
      sampleKind("conditional", "Condition", [
        sampleField({ name: "branch_conditions", title: "Branches", input: { type: "branches" } }),
      ]),
    ],
    settings: [
      sampleField({ name: "title", title: "Title", isRequired: true }),
      sampleField({ name: "webhook_callback_url", title: "Webhook", input: { type: "url" } }),
      sampleField({
        name: "cdp_connect_headers",
        title: "CDP headers",
        input: { type: "textMap" },
        isSecret: true,
      }),
      sampleField({ name: "from_the_future", title: "From the future" }),
      sampleField({ name: "finally_block_label", input: { type: "blockLabel" } }),
    ],
    parameterTypes: [
      {
        name: "workflow",
        title: "Input",
        doc: "Asked for at launch.",
        fields: [
          sampleField({ name: "key", isRequired: true }),
          sampleField({
            name: "workflow_parameter_type",
            input: { type: "choice", options: ["string", "integer", "boolean"] },
            isRequired: true,
          }),
          sampleField({
            name: "default_value",
            title: "Default",
            input: { type: "json", text: true },
          }),
        ],
      },
      {
        name: "credential",
        title: "Credential",
        doc: "Of the server.",
        fields: [sampleField({ name: "credential_id", title: "Credential", isRequired: true })],
      },
    ],
  };
}

export function sampleDetail(detail: Partial<BlockDetail> & { key: string }): BlockDetail {
  return { kind: "goto_url", fields: {}, secrets: [], uses: [], lastOutput: null, ...detail };
}
