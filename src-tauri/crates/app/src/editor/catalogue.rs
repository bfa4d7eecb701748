//! The catalogue of blocks, settings and parameters as the editor draws it.

use workflow::kinds::{self, Accepts, Field, Group, Holds, Kind, Need};
use workflow::settings::Setting;

use crate::App;
use crate::views::editor::{EditorCatalogue, EditorKind, FieldInput, FieldView, ParameterTypeView};
use crate::workflows::field_words;

impl App {
    /// The catalogue that the library, the inspector and the panels are drawn from.
    pub fn editor_catalogue(&self) -> EditorCatalogue {
        EditorCatalogue {
            kinds: kinds::KINDS.iter().map(|kind| kind_view(kind)).collect(),
            settings: workflow::settings::FIELDS
                .iter()
                .filter(|setting| !NOT_OF_A_VERSION.contains(&setting.field.name))
                .map(setting_view)
                .collect(),
            parameter_types: workflow::parameters::TYPES
                .iter()
                .map(|kind| ParameterTypeView {
                    name: kind.name.to_owned(),
                    title: kind.title.to_owned(),
                    doc: kind.doc.to_owned(),
                    fields: kind
                        .fields
                        .iter()
                        .map(|field| field_view(None, field))
                        .collect(),
                })
                .collect(),
        }
    }
}

fn kind_view(kind: &Kind) -> EditorKind {
    EditorKind {
        name: kind.name.to_owned(),
        title: kind.title.to_owned(),
        doc: kind.doc.to_owned(),
        needs_browser: kind.needs_browser == Need::Always,
        needs_model: kind.needs_model == Need::Always,
        is_legacy: kind.legacy,
        fields: kind
            .all_fields()
            .map(|field| field_view(Some(kind), field))
            .collect(),
    }
}

/// Settings that are told when a workflow is created and are no part of a version.
const NOT_OF_A_VERSION: &[&str] = &["folder_id", "recording_id"];

fn setting_view(setting: &Setting) -> FieldView {
    let mut view = field_view(None, &setting.field);
    let chooses = !setting.suggestions.is_empty() && view.input != FieldInput::Proxy;
    if chooses {
        let options = setting.suggestions.iter().map(|one| (*one).to_owned());
        view.input = FieldInput::Choice {
            options: options.collect(),
        };
    }
    view
}

fn field_view(kind: Option<&Kind>, field: &Field) -> FieldView {
    FieldView {
        name: field.name.to_owned(),
        title: title(kind, field.name),
        doc: field.doc.to_owned(),
        input: input(field),
        default: field.default.to_value(),
        is_required: field.required,
        is_nullable: field.is_nullable(),
        is_templated: field.templated,
        is_advanced: field.group == Group::Advanced,
        is_secret: field.secret,
    }
}

/// Names that only fields of forms need.
const TITLES: &[(&str, &str)] = &[
    ("continue_on_failure", "Continue on failure"),
    (
        "next_loop_on_failure",
        "Go on with the next item on failure",
    ),
    ("error_code_mapping", "Error codes"),
    ("loop_variable_reference", "Items"),
    ("loop_over_parameter_key", "Items from parameter"),
    ("max_screenshot_scrolls", "Screenshot scrolls"),
    ("max_elapsed_time_minutes", "Longest run, in minutes"),
    ("max_steps_per_run", "Max steps"),
    ("parameter_keys", "Parameters"),
    ("run_sequentially", "Prevent overlapping runs"),
    ("wait_sec", "Seconds"),
    ("workflow_permanent_id", "Workflow"),
    ("credential_id", "Credential"),
    ("browser_profile_id", "Browser profile"),
    ("browser_profile_key", "Browser profile by key"),
    ("persist_browser_session", "Keep the browser's sign-ins"),
    ("reuse_browser_session", "Go on in the last run's browser"),
    ("pin_saved_session_ip", "Keep the address on the internet"),
    ("cdp_connect_headers", "Headers for a browser elsewhere"),
    ("extra_http_headers", "Extra HTTP headers"),
    ("workflow_system_prompt", "Instructions for every block"),
    ("ai_fallback", "Agent takes over where code fails"),
    ("adaptive_caching", "Record code while the agent works"),
    (
        "generate_script_on_terminal",
        "Record code from runs that gave up",
    ),
    ("enable_self_healing", "Repair recorded code"),
    ("cache_key", "Code recorded per"),
    ("sequential_key", "Overlapping by"),
    ("is_saved_task", "Hidden among saved tasks"),
    ("mask_secrets", "Hide secrets in pictures"),
    ("webhook_callback_url", "Webhook when finished"),
];

/// The name of a field for people: "Start URL", "Max steps".
fn title(kind: Option<&Kind>, name: &str) -> String {
    let opens_a_page = kind.is_some_and(|kind| {
        kind.category == kinds::Category::Act && kind.name != "goto_url"
            || kind.name == "extraction"
    });
    if name == "url" && opens_a_page {
        return "Start URL".to_owned();
    }
    if let Some((_, title)) = TITLES.iter().find(|(field, _)| *field == name) {
        return (*title).to_owned();
    }
    let words = field_words(name);
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn input(field: &Field) -> FieldInput {
    let text = |accepts: Accepts| accepts != Accepts::Object;
    match field.holds {
        _ if field.name == "error_code_mapping" => FieldInput::ErrorCodes,
        _ if field.name == "proxy_location" => FieldInput::Proxy,
        Holds::Text => FieldInput::Text,
        Holds::Prompt => FieldInput::Prompt,
        Holds::Code => FieldInput::Code,
        Holds::Url => FieldInput::Url,
        Holds::Integer => FieldInput::Integer,
        Holds::Number => FieldInput::Number,
        Holds::Boolean => FieldInput::Boolean,
        Holds::Choice { options } => FieldInput::Choice {
            options: options.iter().map(|option| (*option).to_owned()).collect(),
        },
        Holds::TextList => FieldInput::TextList,
        Holds::TextMap => FieldInput::TextMap,
        Holds::Data { accepts } => FieldInput::Json {
            text: text(accepts),
        },
        Holds::Schema { accepts } => FieldInput::Schema {
            text: text(accepts),
        },
        Holds::BlockLabel => FieldInput::BlockLabel,
        Holds::ParameterKey => FieldInput::ParameterKey,
        Holds::ParameterKeys => FieldInput::ParameterKeys,
        Holds::Credential => FieldInput::Credential,
        Holds::Model => FieldInput::Model,
        Holds::Workflow => FieldInput::Workflow,
        Holds::Blocks => FieldInput::Blocks,
        Holds::Branches => FieldInput::Branches,
        Holds::Criterion => FieldInput::Criterion,
        Holds::CodeSteps => FieldInput::CodeSteps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: &str, field: &str, expected: &str) {
        assert_eq!(title(kinds::find(kind), field), expected, "{kind}.{field}");
    }

    #[test]
    fn fields_have_titles_that_people_know() {
        check("navigation", "navigation_goal", "Prompt");
        check("navigation", "url", "Start URL");
        check("extraction", "url", "Start URL");
        check("goto_url", "url", "URL");
        check("http_request", "url", "URL");
        check("navigation", "max_steps_per_run", "Max steps");
        check("navigation", "totp_identifier", "TOTP identifier");
        check("extraction", "data_schema", "Schema");
        check("", "webhook_callback_url", "Webhook when finished");
        check("", "ai_fallback", "Agent takes over where code fails");
        check("", "a_newer_field", "A newer field");
    }
}
