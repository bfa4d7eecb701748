//! What a template says with given values, for a preview.

use std::collections::HashSet;

use minijinja::{Error, State, Value as Jinja};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ENVIRONMENT, FaultKind, TemplateFault, explain, limits};
use crate::references::references;

/// Values that are nested deeper than this are shown as nothing.
const DEEPEST: usize = 100;

/// The most characters of a preview.
const LONGEST: usize = 1 << 20;

/// A rendered template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Rendered {
    /// The text with the values in it; the template itself if it cannot be rendered.
    pub text: String,
    /// The references that name nothing, each once, as written. They are rendered as nothing.
    pub missing: Vec<String>,
    /// Why it cannot be rendered.
    pub fault: Option<TemplateFault>,
}

/// Renders `text` with `values` by name, as a server with its usual settings does.
pub fn render(text: &str, values: &Map<String, Value>) -> Rendered {
    let mut rendered = Rendered {
        text: text.to_owned(),
        missing: missing(text, values),
        fault: None,
    };
    let result = limits::check(text).and_then(|()| {
        let context = used(text, values);
        let template = ENVIRONMENT.template_from_str(text);
        template
            .and_then(|template| template.render(context))
            .map_err(|fault| explain(text, &fault))
    });
    match result {
        Ok(text) if text.len() > LONGEST => {
            text[..text.floor_char_boundary(LONGEST)].clone_into(&mut rendered.text);
            rendered.fault = Some(TemplateFault {
                kind: FaultKind::TooLarge,
                message: "The text is too long to be shown whole".to_owned(),
                range: None,
            });
        }
        Ok(text) => rendered.text = text,
        Err(fault) => rendered.fault = Some(fault),
    }
    rendered
}

/// The filter `json`: JSON without the escapes that HTML needs.
pub(super) fn json(state: &mut State<'_, '_>, value: &Jinja) -> Result<Jinja, Error> {
    let text = state
        .apply_filter("tojson", std::slice::from_ref(value))?
        .to_string();
    let plain = [
        ("\\u003c", "<"),
        ("\\u003e", ">"),
        ("\\u0026", "&"),
        ("\\u0027", "'"),
    ];
    let text = plain
        .iter()
        .fold(text, |text, (escaped, sign)| text.replace(escaped, sign));
    Ok(Jinja::from_safe_string(text))
}

/// The references whose path leads to nothing in `values`.
fn missing(text: &str, values: &Map<String, Value>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut missing = Vec::new();
    for reference in references(text) {
        let is_called = text[reference.at.end..].trim_start().starts_with('(');
        let is_new = seen.insert((reference.path, is_called));
        if is_new && !is_there(reference.path, values, is_called) {
            missing.push(reference.path.to_owned());
        }
    }
    missing
}

fn is_there(path: &str, values: &Map<String, Value>, is_called: bool) -> bool {
    let mut names: Vec<&str> = path.split('.').map(str::trim).collect();
    if is_called {
        names.pop();
    }
    let Some((root, rest)) = names.split_first() else {
        // A function of templates, such as `range()`.
        return true;
    };
    let mut here = values.get(*root);
    for name in rest {
        here = here.and_then(|value| match value {
            Value::Object(map) => map.get(*name),
            Value::Array(items) => items.get(name.parse::<usize>().ok()?),
            _ => None,
        });
    }
    here.is_some()
}

/// Those of `values` that `text` may use.
fn used(text: &str, values: &Map<String, Value>) -> Jinja {
    let used = values
        .iter()
        .filter(|(name, _)| text.contains(name.as_str()));
    Jinja::from_pairs(used.map(|(name, value)| (name.clone(), to_jinja(value, 0))))
}

fn to_jinja(value: &Value, depth: usize) -> Jinja {
    match value {
        _ if depth > DEEPEST => Jinja::UNDEFINED,
        Value::Null => Jinja::from(()),
        Value::Bool(value) => Jinja::from(*value),
        Value::Number(number) => number
            .as_i64()
            .map(Jinja::from)
            .or_else(|| number.as_u64().map(Jinja::from))
            .or_else(|| number.as_f64().map(Jinja::from))
            .unwrap_or(Jinja::UNDEFINED),
        Value::String(text) => Jinja::from(text.as_str()),
        Value::Array(items) => items.iter().map(|item| to_jinja(item, depth + 1)).collect(),
        Value::Object(map) => Jinja::from_pairs(
            map.iter()
                .map(|(key, value)| (key.clone(), to_jinja(value, depth + 1))),
        ),
    }
}
