//! What a parameter can be.

use serde_json::Value;

use super::Rule;
use super::words::{list, short};
use crate::kinds::Holds;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::reading::Parameter;
use crate::parameters::find_type;

pub(super) const RULE: Rule = Rule {
    code: "parameter-type",
    doc: "A parameter has no type, or one that the server does not take.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for parameter in &context.reading.parameters {
        let at = || context.at_parameter(parameter);
        match parameter.map.get("parameter_type") {
            None => {
                report.error(at().field("parameter_type"), "The type is missing");
            }
            Some(Value::String(kind)) if kind == "output" => {
                report.error(
                    at().field("parameter_type"),
                    "The server makes the outputs of blocks itself; they cannot be listed",
                );
            }
            Some(Value::String(kind)) if kind.is_empty() || find_type(kind).is_none() => {
                let message = format!(
                    "This version does not know parameters of type `{}`",
                    short(kind)
                );
                report.hint(at().field("parameter_type"), message);
            }
            Some(Value::String(_)) => input_type(context, report, parameter),
            Some(_) => {
                report.error(at().field("parameter_type"), "The type must be a text");
            }
        }
    }
}

fn input_type(context: &Context<'_>, report: &mut Report, parameter: &Parameter<'_>) {
    let Some(Value::String(kind)) = parameter.map.get("workflow_parameter_type") else {
        return;
    };
    let types = find_type(parameter.kind()).and_then(|it| it.field("workflow_parameter_type"));
    let Some(Holds::Choice { options }) = types.map(|field| field.holds) else {
        return;
    };
    if !options.contains(&kind.as_str()) {
        let at = context
            .at_parameter(parameter)
            .field("workflow_parameter_type");
        let message = format!("`{}` is none of {}", short(kind), list(options));
        report.error(at, message);
    }
}
