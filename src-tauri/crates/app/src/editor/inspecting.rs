//! What the inspector shows of one block, and what its templates may refer to.

use std::sync::Arc;

use serde_json::{Map, Value};
use workflow::edit::BlockId;
use workflow::names::{self, Origin};
use workflow::template;

use super::outputs::RunValues;
use super::{blocks, secrets};
use crate::App;
use crate::error::{Error, Result, sentence};
use crate::ids::RunId;
use crate::views::editor::{
    BlockDetail, DraftId, LastOutput, ReferenceName, ReferenceOrigin, RenderedText,
};

/// So many paths into the value of one name are offered.
const NESTED: usize = 40;
/// The most characters of a preview.
const PREVIEW: usize = 60;

impl App {
    /// One block with all its fields.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a block that is not there.
    pub async fn editor_block(&self, draft: &DraftId, block: &BlockId) -> Result<BlockDetail> {
        let key = block.clone();
        let (mut detail, label) = self
            .look_at(draft, move |session, _| {
                let block = blocks::find(&session.document, &key)
                    .ok_or_else(|| Error::NotFound("This block is no longer there.".to_owned()))?;
                let (fields, secrets) = secrets::told_fields(block);
                let detail = BlockDetail {
                    kind: blocks::kind(block).to_owned(),
                    fields: Value::Object(fields),
                    secrets,
                    uses: names::parameter_keys_used(&session.document, &key),
                    last_output: None,
                    key,
                };
                Ok((detail, blocks::label(block).to_owned()))
            })
            .await?;
        let past = self
            .past_values(draft, |run| run.output(&label).is_some())
            .await?;
        detail.last_output = past.iter().find_map(|run| {
            Some(LastOutput {
                run: run.run.clone(),
                at: run.at,
                value: run.output(&label)?.clone(),
            })
        });
        Ok(detail)
    }

    /// What a template of the block may refer to.
    pub async fn editor_names(
        &self,
        draft: &DraftId,
        block: &BlockId,
    ) -> Result<Vec<ReferenceName>> {
        let past = self.past_values(draft, |_| false).await?;
        let key = block.clone();
        self.look_at(draft, move |session, _| {
            let mut offered = Vec::new();
            for name in names::names(&session.document, &key) {
                let value = value_of(&name, &past, &session.document);
                offered.push(ReferenceName {
                    path: name.path.clone(),
                    origin: origin(name.origin),
                    detail: name.detail.clone(),
                    preview: value.as_ref().map(preview),
                    is_nested: false,
                });
                let inside = value
                    .iter()
                    .flat_map(|it| names::nested(it, &name.path, NESTED));
                offered.extend(inside.map(|(path, preview)| ReferenceName {
                    path,
                    origin: origin(name.origin),
                    detail: name.detail.clone(),
                    preview: Some(preview),
                    is_nested: true,
                }));
            }
            Ok(offered)
        })
        .await
    }

    /// A template with the values of a past run, the last one if none is given.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a template that cannot be rendered, [`Error::NotFound`] for a run that is not to be had.
    pub async fn render_text(
        &self,
        draft: &DraftId,
        text: &str,
        run: Option<RunId>,
    ) -> Result<RenderedText> {
        let run = self.values_of_run(draft, run).await?;
        let text = text.to_owned();
        crate::open::blocking(move || {
            let none = Map::new();
            let values = run.as_ref().map_or(&none, |run| &run.values);
            let rendered = template::render(&text, values);
            match rendered.fault {
                Some(fault) if rendered.text == text => {
                    Err(Error::invalid("text", sentence(&fault.message)))
                }
                _ => Ok(RenderedText {
                    text: rendered.text,
                    missing: rendered.missing,
                }),
            }
        })
        .await?
    }
}

/// The value of a name in the newest run that has one, or the default of a parameter.
fn value_of(name: &names::Name, past: &[Arc<RunValues>], document: &Value) -> Option<Value> {
    let in_run = past.iter().find_map(|run| match name.origin {
        Origin::Loop if name.path == "current_index" => None,
        Origin::Loop => run.items.get(&name.of.as_ref()?.0),
        _ => run.values.get(&name.path).filter(|value| !value.is_null()),
    });
    let default = || {
        let parameter = blocks::parameter(document, &name.path)?;
        parameter
            .get("default_value")
            .filter(|value| !value.is_null())
    };
    in_run.or_else(default).cloned()
}

fn origin(origin: Origin) -> ReferenceOrigin {
    match origin {
        Origin::Parameter => ReferenceOrigin::Parameter,
        Origin::Block => ReferenceOrigin::Block,
        Origin::Loop => ReferenceOrigin::Loop,
        Origin::Run => ReferenceOrigin::Run,
    }
}

/// A value in one line.
fn preview(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(PREVIEW) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
