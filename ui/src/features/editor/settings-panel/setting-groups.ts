/* Settings in the order and under the headings of the panel. Pure. */
import type { FieldView } from "@/ipc/bindings";

export interface SettingGroup {
  title: string;
  fields: readonly FieldView[];
}

const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ["Workflow", ["title", "description", "status", "is_saved_task", "folder_id"]],
  [
    "How it runs",
    [
      "run_with",
      "ai_fallback",
      "enable_self_healing",
      "code_version",
      "generate_script_on_terminal",
      "adaptive_caching",
      "cache_key",
      "model",
      "workflow_system_prompt",
      "max_elapsed_time_minutes",
      "max_screenshot_scrolls",
    ],
  ],
  [
    "Browser",
    [
      "proxy_location",
      "persist_browser_session",
      "reuse_browser_session",
      "browser_profile_id",
      "browser_profile_key",
      "pin_saved_session_ip",
      "extra_http_headers",
      "cdp_connect_headers",
    ],
  ],
  ["One after another", ["run_sequentially", "sequential_key"]],
  ["When it ends", ["webhook_callback_url", "error_code_mapping", "mask_secrets"]],
  ["Two-factor codes", ["totp_identifier", "totp_verification_url"]],
];

/** Chosen on its own, by the blocks there are. */
const ELSEWHERE = new Set(["finally_block_label", "workflow_definition"]);

/** Every field of the catalogue in exactly one group; those of a newer server in a group at the end. */
export function settingGroups(fields: readonly FieldView[]): SettingGroup[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const placed = new Set(GROUPS.flatMap(([, names]) => names));
  const groups = GROUPS.map(([title, names]) => ({
    title,
    fields: names.flatMap((name) => byName.get(name) ?? []),
  }));
  const rest = fields.filter(({ name }) => !placed.has(name) && !ELSEWHERE.has(name));
  return [...groups, { title: "More", fields: rest }].filter((group) => group.fields.length > 0);
}

const TEXT: FieldView = {
  name: "title",
  title: "Title",
  doc: "What the workflow is called.",
  input: { type: "text" },
  default: null,
  isRequired: true,
  isNullable: false,
  isTemplated: false,
  isAdvanced: false,
  isSecret: false,
};

export const TITLE_SETTING: FieldView = TEXT;
export const DESCRIPTION_SETTING: FieldView = {
  ...TEXT,
  name: "description",
  title: "Description",
  doc: "What the workflow is for.",
  input: { type: "prompt" },
  isRequired: false,
  isNullable: true,
};
