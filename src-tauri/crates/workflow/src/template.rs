//! Templates: whether they can be read, what they say with given values, and where their
//! references stand (reference A.6). The dialect is Jinja2, as far as minijinja knows it.
//!
//! Every function is bounded in time and in what it makes, whatever the text.

use std::sync::LazyLock;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use minijinja_contrib::pycompat::unknown_method_callback;
use serde::{Deserialize, Serialize};

mod filters;
mod limits;
mod pieces;
mod render;
pub(crate) mod utf16;

pub(crate) use filters::filters;
pub use pieces::{Piece, pieces};
pub use render::{Rendered, render};

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[error("{message}")]
pub struct TemplateFault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// One sentence; names and signs stand in backticks.
    pub message: String,
    /// The part of the text that is meant, as start and end in UTF-16 code units.
    pub range: Option<(u32, u32)>,
}

/// What kind of fault a template has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum FaultKind {
    /// A tag is opened and not closed.
    Unclosed,
    /// It cannot be read.
    Syntax,
    /// A statement (`{% … %}`) that is not known here.
    UnknownTag,
    /// It is too large to be read here; a server may still take it.
    TooLarge,
    /// It can be read, but not be rendered with these values.
    Values,
}

/// Whether `text` can be read as a template.
pub fn check(text: &str) -> Result<(), TemplateFault> {
    if !text.contains('{') {
        return Ok(());
    }
    limits::check(text)?;
    match ENVIRONMENT.template_from_str(text) {
        Ok(_) => Ok(()),
        Err(fault) => Err(explain(text, &fault)),
    }
}

/// The names that `text` looks up and does not bind itself; none if it cannot be read.
pub(crate) fn looked_up(text: &str) -> Option<std::collections::HashSet<String>> {
    limits::check(text).ok()?;
    let template = ENVIRONMENT.template_from_str(text).ok()?;
    Some(template.undeclared_variables(false))
}

/// What a server gives to templates, in the form of minijinja.
static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_fuel(Some(limits::FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_unknown_method_callback(unknown_method_callback);
    environment.add_filter("json", render::json);
    environment
});

fn explain(text: &str, fault: &Error) -> TemplateFault {
    if let Some(unclosed) = unclosed(text) {
        return unclosed;
    }
    let detail = fault.detail().unwrap_or_default();
    let kind = match fault.kind() {
        ErrorKind::SyntaxError if detail.starts_with("unknown statement") => FaultKind::UnknownTag,
        ErrorKind::SyntaxError if detail.contains("recursion") => FaultKind::TooLarge,
        ErrorKind::SyntaxError => FaultKind::Syntax,
        _ => FaultKind::Values,
    };
    let message = match kind {
        FaultKind::UnknownTag => {
            let name = detail.rsplit(' ').next().unwrap_or_default();
            format!("`{{% {name} %}}` is no statement of templates")
        }
        FaultKind::TooLarge => "The template is nested too deeply to be checked".to_owned(),
        _ if detail.is_empty() => format!("The template cannot be used: {}", fault.kind()),
        FaultKind::Values => format!("The template cannot be rendered: {detail}"),
        _ => format!("The template cannot be read: {detail}"),
    };
    TemplateFault {
        kind,
        message,
        range: fault.range().map(|range| utf16::range(text, range)),
    }
}

/// The first tag that is opened and not closed.
fn unclosed(text: &str) -> Option<TemplateFault> {
    let (open, close) = limits::open_tag(text)?;
    Some(TemplateFault {
        kind: FaultKind::Unclosed,
        message: format!(
            "`{}` is not closed with `{close}`",
            &text[open..open + close.len()]
        ),
        range: Some(utf16::range(text, open..open + close.len())),
    })
}
