//! Sending a definition to a server, once, and finding out what became of it.

use serde_json::Value;
use skyvern_api::Error as Api;
use skyvern_api::workflows::{Definition, GetWorkflow, Workflow};
use workflow::compare::{self, Change, Comparison, FieldChange};

use super::sessions::base_of;
use crate::App;
use crate::ids::{ConnectionId, WorkflowId};

/// What became of a definition that was sent.
pub(super) enum Saved {
    /// It is this version now.
    Done(Box<Workflow>),
    /// It is an older version already: somebody saved after it.
    Overtaken(Box<Workflow>),
    /// The server refuses it.
    Refused(Vec<skyvern_api::Problem>),
    /// It was not saved.
    Failed(Api),
    /// Nobody knows whether it was saved.
    Unknown(Api),
}

impl App {
    /// Saves `definition` as the version after `before`.
    pub(super) async fn save_version(
        &self,
        connection: &ConnectionId,
        workflow: &WorkflowId,
        definition: &Value,
        before: u32,
    ) -> crate::error::Result<Saved> {
        let client = self.client(connection)?;
        let id = workflow.as_str().into();
        let sent = Definition::Json(definition.clone());
        let fault = match client.workflows().update(&id, &sent).await {
            Ok(saved) => return Ok(Saved::Done(Box::new(saved))),
            Err(Api::InvalidDefinition { problems } | Api::InvalidRequest { problems, .. }) => {
                return Ok(Saved::Refused(problems));
            }
            Err(fault) => fault,
        };
        if is_answer(&fault) {
            return Ok(Saved::Failed(fault));
        }
        // The answer was lost. The next version tells whether the definition arrived.
        match client.workflows().get(&id, GetWorkflow::default()).await {
            Ok(newest) if newest.version <= before => Ok(Saved::Failed(fault)),
            Ok(newest) => Ok(self
                .find_saved(connection, &id, definition, before, newest)
                .await
                .unwrap_or(Saved::Failed(fault))),
            Err(_) => Ok(Saved::Unknown(fault)),
        }
    }

    /// Looks for what was sent among the versions after `before`.
    pub(super) async fn find_saved(
        &self,
        connection: &ConnectionId,
        id: &skyvern_api::WorkflowId,
        definition: &Value,
        before: u32,
        newest: Workflow,
    ) -> Option<Saved> {
        if newest.version <= before {
            return None;
        }
        if is_what_was_sent(definition, &newest) {
            return Some(Saved::Done(Box::new(newest)));
        }
        if newest.version == before + 1 {
            return None;
        }
        let which = GetWorkflow {
            version: Some(before + 1),
            template: false,
        };
        let client = self.client(connection).ok()?;
        let next = client.workflows().get(id, which).await.ok()?;
        is_what_was_sent(definition, &next).then(|| Saved::Overtaken(Box::new(next)))
    }
}

/// Whether the server itself said no; then nothing was saved.
fn is_answer(fault: &Api) -> bool {
    matches!(
        fault,
        Api::BadKey { .. }
            | Api::Forbidden { .. }
            | Api::NotFound { .. }
            | Api::Conflict { .. }
            | Api::RateLimited { .. }
            | Api::NotSupported { .. }
            | Api::InvalidBaseUrl { .. }
            | Api::InvalidKey
    )
}

fn is_what_was_sent(sent: &Value, found: &Workflow) -> bool {
    is_same(sent, &base_of(&found.to_value()).document)
}

/// Whether the server made `kept` of `sent`. It encrypts secrets, adds the parameters of its own mail server, decides
/// anew whether a condition is a template, and gives a title where there is only a default one.
pub(super) fn is_same(sent: &Value, kept: &Value) -> bool {
    sent == kept || says_same(&compare::compare(sent, kept))
}

fn says_same(comparison: &Comparison) -> bool {
    let of_server = |field: &FieldChange| field.secret || field.field.ends_with("criteria_type");
    let is_mail = |key: &str| key.starts_with("smtp_");
    comparison.blocks.iter().all(|block| {
        matches!(block.change, Change::Same | Change::Changed) && block.fields.iter().all(of_server)
    }) && comparison.settings.iter().all(of_server)
        && comparison.parameters.iter().all(|parameter| {
            parameter.change == Change::Added && is_mail(&parameter.key)
                || parameter.change == Change::Changed && parameter.fields.iter().all(of_server)
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn workflow(block: &Value, parameters: &Value) -> Value {
        json!({ "title": "A", "workflow_definition": { "parameters": parameters, "blocks": [block] } })
    }

    #[track_caller]
    fn check(kept: &Value, expected: bool) {
        let mail = json!({ "block_type": "send_email", "label": "mail", "sender": "a@example.com",
            "recipients": ["b@example.com"], "subject": "s", "body": "b", "custom_smtp_password": "open" });
        assert_eq!(
            is_same(&workflow(&mail, &json!([])), kept),
            expected,
            "{kept}"
        );
    }

    #[test]
    fn what_the_server_adds_is_no_change_by_somebody() {
        let mail = |password: &str, subject: &str| {
            json!({ "block_type": "send_email", "label": "mail", "sender": "a@example.com",
                "recipients": ["b@example.com"], "subject": subject, "body": "b",
                "continue_on_failure": false, "custom_smtp_password": password })
        };
        let smtp = json!([{ "parameter_type": "aws_secret", "key": "smtp_host", "aws_key": "H" }]);
        let other = json!([{ "parameter_type": "aws_secret", "key": "mine", "aws_key": "H" }]);
        check(&workflow(&mail("open", "s"), &json!([])), true);
        check(
            &workflow(&mail("skyvern_enc:aesgcm-v1:x", "s"), &smtp),
            true,
        );
        check(
            &workflow(&mail("skyvern_enc:aesgcm-v1:x", "t"), &smtp),
            false,
        );
        check(&workflow(&mail("open", "s"), &other), false);
        check(
            &workflow(
                &json!({ "block_type": "wait", "label": "mail" }),
                &json!([]),
            ),
            false,
        );
    }
}
