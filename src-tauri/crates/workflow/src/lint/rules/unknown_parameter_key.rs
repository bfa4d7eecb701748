//! Keys must name parameters.

use serde_json::Value;

use super::Rule;
use super::words::short;
use crate::document::{list, text};
use crate::edit::Edit;
use crate::lint::Fix;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;
use crate::names::keys_of;
use crate::names::reading::Item;

pub(super) const RULE: Rule = Rule {
    code: "unknown-parameter-key",
    doc: "A field names a parameter that is not there.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks().filter(|item| item.kind.is_some()) {
        let is_own_mail = !item.is_blank("custom_smtp_host") || item.text("transport") == "gmail";
        for (field, path, key) in keys_of(item) {
            let is_mail = field.starts_with("smtp_");
            if is_known(context, key) || (is_mail && is_own_mail) {
                continue;
            }
            let at = context.at(item).field(field).path(path);
            let fixes = report.error(at, format!("There is no parameter `{}`", short(key)));
            add_fixes(context, item, (field, key), fixes);
        }
    }
    for parameter in &context.reading.parameters {
        let fields: &[&str] = match parameter.kind() {
            "context" => &["source_parameter_key"],
            "bitwarden_login_credential" => &["url_parameter_key"],
            _ => &[],
        };
        for field in fields {
            let key = text(parameter.map, field);
            if !key.is_empty() && !is_known(context, key) {
                let at = context.at_parameter(parameter).field(field);
                report.error(at, format!("There is no parameter `{}`", short(key)));
            }
        }
    }
}

fn is_known(context: &Context<'_>, key: &str) -> bool {
    context.reading.parameter(key).is_some() || context.reading.output(key).is_some()
}

fn add_fixes(
    context: &Context<'_>,
    item: &Item<'_>,
    (field, key): (&str, &str),
    fixes: &mut Vec<Fix>,
) {
    let set = |value: Value| Edit::SetField {
        block: item.key.clone(),
        field: field.to_owned(),
        value,
    };
    let likely = context
        .likely(key, Some(item.index))
        .filter(|name| is_known(context, name));
    if field != "parameter_keys" {
        fixes.extend(likely.map(|name| fix(format!("Use `{name}`"), set(name.into()))));
        return;
    }
    let keys = list(item.block, field);
    if let Some(name) = likely {
        let changed = keys.iter().map(|it| {
            if it == key {
                name.as_str().into()
            } else {
                it.clone()
            }
        });
        fixes.push(fix(format!("Use `{name}`"), set(changed.collect())));
    }
    let kept = keys.iter().filter(|it| *it != key).cloned();
    fixes.push(fix(format!("Remove `{}`", short(key)), set(kept.collect())));
}
