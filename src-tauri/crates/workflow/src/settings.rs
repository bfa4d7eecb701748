//! The catalogue of workflow settings (reference A.7, checked against the server's own schemas).

use serde::Serialize;

use crate::kinds::{Accepts, Field, Holds};

/// A setting of a workflow in the create shape.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Setting {
    /// Its name, type, default and meaning.
    pub field: Field,
    /// The part of the settings panel it is shown in.
    pub section: Section,
    /// Where in the document it stands.
    pub part: Part,
    /// Whether the server keeps the last version's value where an update leaves it out. Such a
    /// setting is cleared by null, not by taking it out.
    pub inherited: bool,
    /// The least and the most that the server takes, for whole numbers with a limit.
    pub range: Option<(i32, i32)>,
    /// Texts to choose from where others, or objects, are taken as well.
    pub suggestions: &'static [&'static str],
}

/// A part of the settings panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What it is called and what it is for.
    About,
    /// Runs: how long, how many, what happens after them.
    Runs,
    /// The browser that a run gets.
    Browser,
    /// Models and what they are told.
    Model,
    /// Recorded code.
    Code,
    /// Two-factor codes and what must not be seen.
    Secrets,
    /// Kept, and seldom changed by hand.
    Server,
}

/// Where in the document a setting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// At the top.
    Workflow,
    /// In `workflow_definition`.
    Definition,
}

/// All settings in the order in which to show them. What is edited elsewhere, as blocks,
/// parameters and the block at the end, is not among them.
pub static FIELDS: &[Setting] = &[
    // About
    of(Section::About, Field::text("title", "What the workflow is called.").required().plain()),
    of(Section::About, Field::prompt("description", "What it is for.").plain()),
    // Runs
    of(Section::Runs, Field::new("max_elapsed_time_minutes", Holds::Integer, "The most minutes a run may take. Left empty, the server's limit counts."))
        .inherited()
        .range(1, 480),
    of(Section::Runs, Field::boolean("run_sequentially", false, "Lets a run wait until the one before it has ended.")),
    of(Section::Runs, Field::text("sequential_key", "Runs wait only for runs with the same text here.").advanced()),
    of(Section::Runs, Field::new("webhook_callback_url", Holds::Url, "Address that is told when a run has ended.").plain())
        .inherited(),
    of(
        Section::Runs,
        Field::new("retry_policy", data(Accepts::Object), "After which ends a run is started again, how often and after how long.")
            .advanced()
            .plain(),
    )
    .in_definition(),
    of(
        Section::Runs,
        Field::new("error_code_mapping", Holds::TextMap, "Error codes and, in words, when each applies, for all blocks. Codes of a block win."),
    )
    .in_definition(),
    // Browser
    of(
        Section::Browser,
        Field::new("proxy_location", data(Accepts::ObjectOrText), "From where the browser reaches the internet: a place by name, or an object with country, subdivision and city.").plain(),
    )
    .inherited()
    .suggestions(PROXIES),
    of(Section::Browser, Field::boolean("persist_browser_session", false, "Keeps cookies and sign-ins from one run to the next.")),
    of(Section::Browser, Field::boolean("reuse_browser_session", false, "Goes on in the browser of the run before.").advanced()),
    of(Section::Browser, Field::text("browser_profile_id", "The saved browser profile to start with.").plain().advanced()),
    of(Section::Browser, Field::text("browser_profile_key", "Keeps one profile for each text that this gives.").advanced()),
    of(Section::Browser, Field::boolean("pin_saved_session_ip", false, "Reaches the internet from the same address in every run.").advanced())
        .inherited(),
    of(Section::Browser, Field::text("browser_type", "The kind of browser, such as chrome or msedge. Left empty, the server chooses.").plain().advanced()),
    of(Section::Browser, Field::new("browser_settings", data(Accepts::Object), "Settings of the browser, such as its time zone.").plain().advanced())
        .in_definition()
        .inherited(),
    of(Section::Browser, Field::new("max_screenshot_scrolls", Holds::Integer, "How often a page is scrolled for its screenshot. Left empty, the server chooses.").advanced())
        .range(0, 1000),
    of(Section::Browser, Field::new("extra_http_headers", Holds::TextMap, "Headers the browser sends with every request.").plain().advanced())
        .inherited(),
    of(Section::Browser, Field::new("cdp_connect_headers", Holds::TextMap, "Headers for the connection to a browser elsewhere. What is set is not shown; left as it is, it stays.").plain().advanced().secret())
        .inherited(),
    // Model
    of(Section::Model, Field::new("model", Holds::Model, "The model for all blocks that choose none.")),
    of(Section::Model, Field::prompt("workflow_system_prompt", "Instructions that every block gets."))
        .in_definition(),
    // Code
    of(Section::Code, Field::text("run_with", "Whether the agent does the work or the code it has recorded.").or_text("agent").plain())
        .suggestions(&["agent", "code"]),
    of(Section::Code, Field::boolean("ai_fallback", true, "Lets the agent take over where recorded code fails.")),
    of(Section::Code, Field::text("cache_key", "Code is recorded once for each text that this gives.").or_text("default").advanced()),
    of(Section::Code, Field::boolean("adaptive_caching", false, "Records code while the agent works.").advanced()),
    of(Section::Code, Field::new("code_version", Holds::Integer, "The generation of recorded code.").advanced())
        .inherited()
        .range(1, 2),
    of(Section::Code, Field::new("enable_self_healing", Holds::Boolean, "Lets recorded code be repaired when a page has changed.").advanced())
        .inherited(),
    of(Section::Code, Field::boolean("generate_script_on_terminal", false, "Records code also from runs that gave up.").advanced()),
    // Secrets
    of(Section::Secrets, Field::new("totp_verification_url", Holds::Url, "Address that is asked for two-factor codes.").plain())
        .inherited(),
    of(Section::Secrets, Field::text("totp_identifier", "Mail address or phone number under which two-factor codes arrive.").plain())
        .inherited(),
    of(Section::Secrets, Field::new("mask_secrets", Holds::Boolean, "Hides secrets in pictures, recordings and logs."))
        .inherited(),
    // Server
    of(
        Section::Server,
        Field::choice("status", &["published", "draft", "auto_generated", "importing", "import_failed"], "Whether it is ready to run.")
            .or_text("published")
            .advanced(),
    ),
    of(Section::Server, Field::boolean("is_saved_task", false, "Hides it among the saved tasks.").advanced()),
    of(Section::Server, Field::text("folder_id", "The folder it is created in. An update does not move it.").plain().advanced()),
    of(Section::Server, Field::text("recording_id", "A browser recording to attach to the version that is saved.").plain().advanced()),
    of(Section::Server, Field::new("completion_contract", data(Accepts::Object), "What a run must bring, written by Skyvern's assistant. Left as it is.").plain().advanced())
        .in_definition(),
];

const PROXIES: &[&str] = &[
    "RESIDENTIAL",
    "US-CA",
    "US-NY",
    "US-TX",
    "US-FL",
    "US-WA",
    "RESIDENTIAL_ES",
    "RESIDENTIAL_IE",
    "RESIDENTIAL_GB",
    "RESIDENTIAL_IN",
    "RESIDENTIAL_JP",
    "RESIDENTIAL_FR",
    "RESIDENTIAL_DE",
    "RESIDENTIAL_NZ",
    "RESIDENTIAL_ZA",
    "RESIDENTIAL_AR",
    "RESIDENTIAL_AU",
    "RESIDENTIAL_BR",
    "RESIDENTIAL_TR",
    "RESIDENTIAL_CA",
    "RESIDENTIAL_MX",
    "RESIDENTIAL_IT",
    "RESIDENTIAL_NL",
    "RESIDENTIAL_PH",
    "RESIDENTIAL_KR",
    "RESIDENTIAL_SA",
    "RESIDENTIAL_ISP",
    "NONE",
];

/// The setting called `name`.
pub fn find(name: &str) -> Option<&'static Setting> {
    FIELDS.iter().find(|setting| setting.field.name == name)
}

const fn of(section: Section, field: Field) -> Setting {
    Setting {
        field,
        section,
        part: Part::Workflow,
        inherited: false,
        range: None,
        suggestions: &[],
    }
}

const fn data(accepts: Accepts) -> Holds {
    Holds::Data { accepts }
}

impl Setting {
    const fn in_definition(mut self) -> Self {
        self.part = Part::Definition;
        self
    }

    const fn inherited(mut self) -> Self {
        self.inherited = true;
        self
    }

    const fn range(mut self, least: i32, most: i32) -> Self {
        self.range = Some((least, most));
        self
    }

    const fn suggestions(mut self, suggestions: &'static [&'static str]) -> Self {
        self.suggestions = suggestions;
        self
    }
}
