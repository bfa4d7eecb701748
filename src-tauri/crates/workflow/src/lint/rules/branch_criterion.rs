//! Branches say when they are taken.

use serde_json::Value;

use super::Rule;
use super::words::list;
use crate::document::Block;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::{At, fix};

pub(super) const RULE: Rule = Rule {
    code: "branch-criterion",
    doc: "A branch has no condition and is not the default, is the default and has one, or has an empty one.",
    check,
};

const TYPES: &[&str] = &["jinja2_template", "prompt"];

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("conditional") {
        for (index, branch) in (0_u32..).zip(item.block.branches()) {
            let at = || context.at(item).field("branch_conditions").then(&index);
            let is_default = branch.get("is_default") == Some(&Value::Bool(true));
            match branch.get("criteria") {
                None | Some(Value::Null) if is_default => {}
                None | Some(Value::Null) => {
                    report
                        .error(at(), "The branch has no condition and is not the default")
                        .push(fix(
                            "Make it the default",
                            Edit::SetCriterion {
                                block: item.key.clone(),
                                branch: Some(index),
                                expression: None,
                                description: branch
                                    .get("description")
                                    .and_then(Value::as_str)
                                    .map(str::to_owned),
                            },
                        ));
                }
                Some(_) if is_default => {
                    report.error(at(), "The default branch can have no condition");
                }
                Some(criteria) => criterion(at().then("criteria"), criteria, report),
            }
        }
    }
}

/// Checks what decides on a branch or on the next round of a loop.
pub(super) fn criterion(at: At, criterion: &Value, report: &mut Report) {
    match criterion.get("expression") {
        None | Some(Value::Null) => {
            report.error(at.clone().then("expression"), "The condition is missing");
        }
        Some(Value::String(text)) if text.trim().is_empty() => {
            report.error(at.clone().then("expression"), "The condition is empty");
        }
        Some(Value::String(_)) => {}
        Some(_) => {
            report.error(
                at.clone().then("expression"),
                "The condition must be a text",
            );
        }
    }
    match criterion.get("criteria_type") {
        None => {}
        Some(Value::String(kind)) if TYPES.contains(&kind.as_str()) => {}
        Some(_) => {
            let message = format!("`criteria_type` must be one of {}", list(TYPES));
            report.error(at.then("criteria_type"), message);
        }
    }
}
