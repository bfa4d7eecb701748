//! The rules, each in a file of its own. How to add one: a file with its `RULE`, a line in
//! [`RULES`], a case in the tests.

use serde::Serialize;

use super::context::Context;
use super::report::Report;

mod schema;
mod words;

mod bad_schema;
mod bitwarden_item;
mod branch_criterion;
mod branch_empty;
mod branches_missing;
mod code_loop_value;
mod code_variable;
mod column_mapping;
mod default_branch;
mod error_codes;
mod export_schema;
mod field_empty;
mod finally_block;
mod first_page;
mod instructions_missing;
mod kind_missing;
mod label_duplicate;
mod label_invalid;
mod label_missing;
mod link_cycle;
mod link_version;
mod login_credential;
mod loop_condition;
mod loop_empty;
mod loop_list;
mod loop_value;
mod mail_secrets;
mod mail_transport;
mod missing_field;
mod no_blocks;
mod number_range;
mod output_field;
mod parameter_default;
mod parameter_key_duplicate;
mod parameter_key_invalid;
mod parameter_key_reserved;
mod parameter_not_handed;
mod parameter_type;
mod parameter_unused;
mod port_range;
mod recipients;
mod reference_off;
mod reference_order;
mod search_codes;
mod secret_in_prompt;
mod secret_paths;
mod storage_fields;
mod stored_field;
mod template_syntax;
mod terminate_code;
mod unknown_choice;
mod unknown_filter;
mod unknown_kind;
mod unknown_link;
mod unknown_parameter_key;
mod unknown_reference;
mod unreachable;
mod validation_criterion;
mod validation_first;
mod wrong_type;

/// One rule.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Its name in [`super::Problem`].
    pub code: &'static str,
    /// What it finds, in one sentence.
    pub doc: &'static str,
    #[serde(skip)]
    pub(super) check: fn(&Context<'_>, &mut Report),
}

/// All rules, in the order in which their problems are told for one block.
pub static RULES: &[Rule] = &[
    missing_field::RULE,
    wrong_type::RULE,
    kind_missing::RULE,
    unknown_kind::RULE,
    label_missing::RULE,
    label_invalid::RULE,
    label_duplicate::RULE,
    unknown_choice::RULE,
    stored_field::RULE,
    parameter_key_invalid::RULE,
    parameter_key_reserved::RULE,
    parameter_key_duplicate::RULE,
    parameter_type::RULE,
    parameter_default::RULE,
    bitwarden_item::RULE,
    unknown_parameter_key::RULE,
    no_blocks::RULE,
    link_version::RULE,
    finally_block::RULE,
    unknown_link::RULE,
    unreachable::RULE,
    link_cycle::RULE,
    branches_missing::RULE,
    branch_criterion::RULE,
    default_branch::RULE,
    branch_empty::RULE,
    loop_list::RULE,
    loop_condition::RULE,
    loop_empty::RULE,
    field_empty::RULE,
    instructions_missing::RULE,
    validation_criterion::RULE,
    validation_first::RULE,
    first_page::RULE,
    login_credential::RULE,
    number_range::RULE,
    port_range::RULE,
    recipients::RULE,
    mail_transport::RULE,
    mail_secrets::RULE,
    secret_paths::RULE,
    error_codes::RULE,
    terminate_code::RULE,
    search_codes::RULE,
    export_schema::RULE,
    storage_fields::RULE,
    column_mapping::RULE,
    bad_schema::RULE,
    template_syntax::RULE,
    unknown_filter::RULE,
    unknown_reference::RULE,
    reference_order::RULE,
    reference_off::RULE,
    loop_value::RULE,
    code_loop_value::RULE,
    code_variable::RULE,
    output_field::RULE,
    secret_in_prompt::RULE,
    parameter_not_handed::RULE,
    parameter_unused::RULE,
];
