//! A default must fit its type.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::parameters;

pub(super) const RULE: Rule = Rule {
    code: "parameter-default",
    doc: "The default value of a parameter does not fit its type.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let all = parameters::parameters(context.reading.document);
    for parameter in &context.reading.parameters {
        let is_input = parameter.kind() == "workflow";
        let Some(default) = parameter.map.get("default_value").filter(|_| is_input) else {
            continue;
        };
        let Some(known) = all.iter().find(|it| it.key == parameter.key) else {
            continue;
        };
        if default.is_null() || !known.is_input() {
            continue;
        }
        if let Err(fault) = parameters::check_input(known, default) {
            let wanted = first_lower(&fault.to_string());
            let at = context.at_parameter(parameter).field("default_value");
            report.warning(at, format!("The default value is not {wanted}"));
        }
    }
}

fn first_lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().filter(|_| !text.starts_with("JSON"));
    match first {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => text.to_owned(),
    }
}
