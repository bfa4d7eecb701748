//! Fields that mean the same in several kinds.

use super::field::{Field, Holds};

pub(super) const URL: Field = Field::new(
    "url",
    Holds::Url,
    "Page to open before the block starts. Left empty, the block goes on with the current page.",
);
pub(super) const TITLE: Field = Field::text(
    "title",
    "A title of its own; Skyvern's editor does not show it.",
)
.or_text("")
.advanced()
.plain();
pub(super) const ENGINE: Field = Field::choice(
    "engine",
    &[
        "skyvern-1.0",
        "skyvern-2.0",
        "skyvern-3.0",
        "openai-cua",
        "anthropic-cua",
        "ui-tars",
        "yutori-navigator",
    ],
    "Which agent drives the browser. Left empty, the server chooses.",
)
.advanced();
pub(super) const ENGINE_PINNED: Field = Field::boolean(
    "engine_pinned",
    false,
    "Keeps the chosen engine when the server changes its default.",
)
.advanced();
pub(super) const ERROR_CODE_MAPPING: Field = Field::new("error_code_mapping", Holds::TextMap, "Error codes and, in words, when each applies. Codes of the workflow are added; the block's own win.").advanced();
pub(super) const MAX_RETRIES: Field = Field::integer(
    "max_retries",
    0,
    "How often the block is tried again after a failure.",
)
.advanced();
pub(super) const MAX_STEPS_PER_RUN: Field = Field::new(
    "max_steps_per_run",
    Holds::Integer,
    "The most steps the agent may take. Left empty, the run's limit counts.",
)
.advanced();
pub(super) const PARAMETER_KEYS: Field = Field::new(
    "parameter_keys",
    Holds::ParameterKeys,
    "Parameters and outputs handed to the block.",
)
.advanced();
pub(super) const COMPLETE_ON_DOWNLOAD: Field = Field::boolean(
    "complete_on_download",
    false,
    "Ends the block as soon as a file has been downloaded.",
)
.advanced();
pub(super) const DOWNLOAD_SUFFIX: Field = Field::text(
    "download_suffix",
    "Name for the downloaded file, without its extension.",
)
.advanced();
pub(super) const TOTP_VERIFICATION_URL: Field = Field::new(
    "totp_verification_url",
    Holds::Url,
    "Address that is asked for a two-factor code.",
)
.advanced();
pub(super) const TOTP_IDENTIFIER: Field = Field::text(
    "totp_identifier",
    "Mail address or phone number under which two-factor codes arrive.",
)
.advanced();
pub(super) const DISABLE_CACHE: Field = Field::boolean(
    "disable_cache",
    false,
    "Neither uses nor writes recorded code for this block.",
)
.advanced();
pub(super) const COMPLETE_CRITERION: Field = Field::prompt(
    "complete_criterion",
    "In words, when the block has reached its goal.",
)
.advanced();
pub(super) const COMPLETE_CRITERION_IS_UNTRUSTED: Field = Field::boolean(
    "complete_criterion_is_untrusted",
    false,
    "Marks a criterion that was taken from a page rather than written by a person.",
)
.advanced();
pub(super) const TERMINATE_CRITERION: Field = Field::prompt(
    "terminate_criterion",
    "In words, when the block should give up.",
)
.advanced();
pub(super) const COMPLETE_VERIFICATION: Field = Field::boolean(
    "complete_verification",
    true,
    "Lets the model check once more that the goal is reached.",
)
.advanced();
pub(super) const INCLUDE_ACTION_HISTORY: Field = Field::boolean(
    "include_action_history_in_verification",
    false,
    "Shows that check all actions taken so far.",
)
.advanced();
pub(super) const LLM_KEY: Field = Field::text(
    "llm_key",
    "Older name of the model choice; the server turns it into `model`.",
)
.advanced();
pub(super) const BODY_FORMAT: Field = Field::choice(
    "body_format",
    &["text", "html"],
    "Whether the message is plain text or HTML.",
)
.or_text("text")
.advanced();
pub(super) const SHEET_URL: Field = Field::new(
    "spreadsheet_url",
    Holds::Url,
    "Address or id of the spreadsheet.",
)
.required();
pub(super) const SHEET_NAME: Field =
    Field::text("sheet_name", "Name of the tab. Left empty, the first one.");
pub(super) const GOOGLE_ACCOUNT: Field = Field::new(
    "credential_id",
    Holds::Credential,
    "The Google account to use.",
);
