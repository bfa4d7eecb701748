//! Taking a draft to another connection.

use serde_json::{Map, Value};
use workflow::document;
use workflow::kinds::{self, Holds};

use super::saving::Saved;
use super::{blocks, elsewhere, secrets};
use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, WorkflowId};
use crate::views::editor::{DraftId, Promotion, PromotionForm, PromotionNeed};
use crate::views::workflows::WorkflowRow;

/// What an id in a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Credential,
    Workflow,
}

/// Something in a document that another server calls otherwise.
struct Need {
    names: Names,
    id: String,
    /// What has it, for people.
    of: String,
}

/// The fields of a parameter that hold ids of credentials.
const CREDENTIALS: &[&str] = &["credential_id", "credential_ids", "fallback_credential_ids"];

impl App {
    /// What another connection needs for the draft.
    ///
    /// # Errors
    /// [`Error::Offline`] and the like where the other server does not answer.
    pub async fn promotion_form(
        &self,
        draft: &DraftId,
        to: &ConnectionId,
    ) -> Result<PromotionForm> {
        let document = self.look_at(draft, |session, _| session.sendable()).await?;
        let title = document::title(&document).unwrap_or_default();
        let needs = needs(&document);
        let is_about = |what| needs.iter().any(|need: &Need| need.names == what);
        let (mut here, mut there) = (Vec::new(), Vec::new());
        if is_about(Names::Credential) {
            there = self.named_credentials(to).await?;
            // Without their names, nothing can be suggested.
            here = self
                .named_credentials(&draft.connection)
                .await
                .unwrap_or_default();
        }
        let own = titles(self.workflows(&draft.connection).await?);
        let other = titles(self.workflows(to).await?);
        let existing = other.iter().find(|(_, one)| one == title);
        let mut told: Vec<PromotionNeed> = needs
            .into_iter()
            .map(|need| match need.names {
                Names::Credential => offer(need, &here, &there),
                Names::Workflow => offer(need, &own, &other),
            })
            .collect();
        told.extend(
            elsewhere::left(&document)
                .into_iter()
                .map(|left| PromotionNeed {
                    id: format!("{}.{}", left.label, left.field),
                    title: format!(
                        "Secret `{}` of `{}`: set it anew there",
                        left.field, left.label
                    ),
                    choices: Vec::new(),
                    suggestion: None,
                }),
        );
        Ok(PromotionForm {
            to: to.clone(),
            existing: existing.map(|(id, _)| WorkflowId(id.clone())),
            needs: told,
        })
    }

    /// Publishes the draft to another connection. Ids without a counterpart go as they are.
    ///
    /// # Errors
    /// What the other server refuses.
    pub async fn promote(&self, draft: &DraftId, promotion: &Promotion) -> Result<WorkflowRow> {
        let mut document = self.look_at(draft, |session, _| session.sendable()).await?;
        if secrets::has_placeholder(&document) {
            return Err(Error::invalid("", "A secret is missing; type it anew."));
        }
        replace_ids(&mut document, &promotion.mapping);
        let Some(over) = &promotion.over else {
            elsewhere::adapt(&mut document, None);
            return self.create(&promotion.to, None, document).await;
        };
        let target = DraftId {
            connection: promotion.to.clone(),
            workflow: over.clone(),
        };
        let newest = self.ask_newest(&target).await?.base;
        elsewhere::adapt(&mut document, Some(&newest.document));
        let saved = self
            .save_version(&target.connection, over, &document, newest.version)
            .await?;
        match saved {
            Saved::Done(workflow) | Saved::Overtaken(workflow) => {
                self.keep_version(&target, *workflow).await?;
                self.row_of(&target.connection, over).await
            }
            Saved::Refused(problems) => {
                let fault = skyvern_api::Error::InvalidDefinition { problems };
                Err(self.fault(&target.connection, fault).await)
            }
            Saved::Failed(fault) | Saved::Unknown(fault) => {
                Err(self.fault(&target.connection, fault).await)
            }
        }
    }
}

fn titles(rows: Vec<WorkflowRow>) -> Vec<(String, String)> {
    rows.into_iter().map(|row| (row.id.0, row.title)).collect()
}

fn offer(need: Need, here: &[(String, String)], there: &[(String, String)]) -> PromotionNeed {
    let name = here
        .iter()
        .find(|(id, _)| *id == need.id)
        .map(|(_, name)| name);
    let same = name.and_then(|name| there.iter().find(|(_, other)| other == name));
    let what = match need.names {
        Names::Credential => "Credential",
        Names::Workflow => "Workflow",
    };
    let called = name.map(|name| format!(" “{name}”")).unwrap_or_default();
    PromotionNeed {
        title: format!("{what}{called} of {}", need.of),
        choices: there.to_vec(),
        suggestion: same.map(|(id, _)| id.clone()),
        id: need.id,
    }
}

/// Every id of another thing of the server, each once.
fn needs(document: &Value) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    let mut add = |names: Names, id: &str, of: String| {
        // A reference says where the id comes from.
        let is_id = !id.is_empty() && !id.contains("{{");
        if is_id && needs.iter().all(|need| need.id != id) {
            needs.push(Need {
                names,
                id: id.to_owned(),
                of,
            });
        }
    };
    for parameter in parameters(document) {
        let key = parameter
            .get("key")
            .and_then(Value::as_str)
            .unwrap_or_default();
        for id in credential_ids(parameter) {
            add(Names::Credential, id, format!("parameter {key}"));
        }
    }
    for block in document::every_block(document) {
        let kind = kinds::of(blocks::kind(block));
        for field in kind.fields {
            let Some(id) = block.get(field.name).and_then(Value::as_str) else {
                continue;
            };
            match field.holds {
                Holds::Credential => {
                    add(
                        Names::Credential,
                        id,
                        format!("block {}", blocks::label(block)),
                    );
                }
                Holds::Workflow => {
                    add(
                        Names::Workflow,
                        id,
                        format!("block {}", blocks::label(block)),
                    );
                }
                _ => {}
            }
        }
    }
    needs
}

fn parameters(document: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let definition = document::definition(document);
    let list = definition.and_then(|it| it.get("parameters")?.as_array());
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn credential_ids(parameter: &Map<String, Value>) -> Vec<&str> {
    let text = |name: &str| parameter.get(name).and_then(Value::as_str);
    if text("workflow_parameter_type") == Some("credential_id") {
        return text("default_value").into_iter().collect();
    }
    CREDENTIALS
        .iter()
        .filter_map(|field| parameter.get(*field))
        .flat_map(|value| match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().into_iter().collect::<Vec<_>>(),
        })
        .collect()
}

/// Puts the ids of the other server in the place of this one's, wherever a text is nothing but such an id.
fn replace_ids(value: &mut Value, mapping: &[(String, String)]) {
    match value {
        Value::String(text) => {
            if let Some((_, there)) = mapping.iter().find(|(here, _)| here == text) {
                text.clone_from(there);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_ids(item, mapping)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| replace_ids(value, mapping)),
        _ => {}
    }
}
