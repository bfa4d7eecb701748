//! Where a login from Bitwarden is found.

use super::Rule;
use crate::document::text;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "bitwarden-item",
    doc: "A Bitwarden login names neither a collection nor an item, or a collection without an address.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let logins = context.reading.parameters.iter();
    for parameter in logins.filter(|it| it.kind() == "bitwarden_login_credential") {
        let has = |field| !text(parameter.map, field).is_empty();
        let (collection, item) = (has("bitwarden_collection_id"), has("bitwarden_item_id"));
        let at = context.at_parameter(parameter);
        if !collection && !item {
            report.error(
                at.field("bitwarden_item_id"),
                "Needs `bitwarden_item_id` or `bitwarden_collection_id`",
            );
        } else if !item && !has("url_parameter_key") {
            report.error(
                at.field("url_parameter_key"),
                "A collection without an item needs `url_parameter_key`",
            );
        }
    }
}
