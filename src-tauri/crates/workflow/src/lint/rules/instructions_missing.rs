//! Models need words.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "instructions-missing",
    doc: "A block that a model carries out has no instructions.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        let blank = |field: &str| item.block.contains_key(field) && item.is_blank(field);
        let absent = |field: &str| item.is_blank(field);
        let at = |field: &str| context.at(item).field(field);
        let message = "There are no instructions for the model";
        match item.kind.map(|kind| kind.name) {
            Some("action") if item.text("navigation_goal").is_empty() => {
                report.error(
                    at("navigation_goal"),
                    "A single action needs `navigation_goal`",
                );
            }
            Some("action") if absent("navigation_goal") => {
                report.warning(at("navigation_goal"), message);
            }
            Some("task") if absent("navigation_goal") && absent("data_extraction_goal") => {
                report.warning(at("navigation_goal"), message);
            }
            Some("navigation") if blank("navigation_goal") => {
                report.warning(at("navigation_goal"), message);
            }
            Some("file_download")
                if blank("navigation_goal")
                    && matches!(item.text("download_target"), "" | "website") =>
            {
                report.warning(at("navigation_goal"), message);
            }
            Some("extraction") if blank("data_extraction_goal") => {
                report.warning(at("data_extraction_goal"), message);
            }
            Some("text_prompt" | "task_v2" | "pdf_fill" | "split_pdf") if blank("prompt") => {
                report.warning(at("prompt"), message);
            }
            _ => {}
        }
    }
}
