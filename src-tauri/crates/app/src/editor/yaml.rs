//! The draft as YAML, live both ways. Secrets are placeholders in it that go back unchanged.

use serde_json::Value;
use workflow::edit::BlockId;
use workflow::lint::{Holder, Problem};
use workflow::text::{self, Located, TextFault};

use super::session::{Places, Session, Yaml, yaml_view};
use super::{blocks, secrets};
use crate::App;
use crate::error::{Error, Result};
use crate::views::editor::{DraftId, Edit, TextRange, YamlOutcome, YamlView};

impl App {
    /// The draft or one of its blocks as YAML.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a block that is not there.
    pub async fn editor_yaml(&self, draft: &DraftId, block: Option<&BlockId>) -> Result<YamlView> {
        let block = block.cloned();
        self.look_at(draft, move |session, revision| match &block {
            None => {
                let (text, _) = session.whole_text();
                Ok(view(session, revision, text, None))
            }
            Some(key) => {
                let found = blocks::find(&session.document, key).ok_or_else(no_block)?;
                let mut block = Value::Object(found.clone());
                secrets::mask_block(&mut block);
                // Written anew: there is no older text of it.
                let text = text::rewrite("", &block);
                Ok(view(session, revision, text, Some(key)))
            }
        })
        .await
    }

    /// Takes over a text that was typed.
    pub async fn edit_yaml(
        &self,
        draft: &DraftId,
        block: Option<&BlockId>,
        text: &str,
    ) -> Result<YamlOutcome> {
        let read = {
            let (text, is_block) = (text.to_owned(), block.is_some());
            crate::open::blocking(move || {
                if is_block {
                    text::read_block(&text)
                } else {
                    text::read(&text)
                }
            })
            .await?
        };
        let value = match read {
            Ok(value) => value,
            Err(fault) => return Ok(fault_of(&fault)),
        };
        let key = block.cloned();
        let typed = text.to_owned();
        let step = self.take_step(draft, move |session| {
            let is_whole = key.is_none();
            let mut edit = match key {
                Some(block) => Edit::SetBlock {
                    block,
                    value: value.clone(),
                },
                None => Edit::SetDocument {
                    value: value.clone(),
                },
            };
            secrets::unmask_edit(&mut edit, &session.document)?;
            let mut step = session.edited(&edit)?;
            if is_whole {
                "Edit YAML".clone_into(&mut step.name);
                step.yaml = Some(Yaml {
                    text: typed,
                    document: value,
                });
            }
            Ok(step)
        });
        let change = match step.await {
            Ok(change) => change,
            // It can be read, and says something that no workflow may say.
            Err(Error::Invalid(fault)) => {
                return Ok(YamlOutcome::Fault {
                    line: 1,
                    column: 1,
                    message: fault.message,
                });
            }
            Err(fault) => return Err(fault),
        };
        let key = block.map(|key| {
            let renamed = change.renamed.iter().find(|(old, _)| old == key);
            renamed.map_or_else(|| key.clone(), |(_, new)| new.clone())
        });
        let text = text.to_owned();
        let view = self
            .look_at(draft, move |session, revision| {
                Ok(view(session, revision, text, key.as_ref()))
            })
            .await?;
        Ok(YamlOutcome::Taken {
            change: Box::new(change),
            view,
        })
    }
}

fn no_block() -> Error {
    Error::NotFound("This block is no longer there.".to_owned())
}

fn fault_of(fault: &TextFault) -> YamlOutcome {
    YamlOutcome::Fault {
        line: number(fault.line),
        column: number(fault.column),
        message: crate::error::sentence(&fault.message),
    }
}

fn view(session: &Session, revision: u32, text: String, block: Option<&BlockId>) -> YamlView {
    let located = match block {
        None => text::locate(&text),
        Some(key) => text::locate_block(&text, key),
    };
    let places = located.map_or_else(
        |_| Places::default(),
        |located| places(&located, &session.shown.problems),
    );
    yaml_view(session, revision, text, places)
}

fn places(located: &Located<'_>, problems: &[Problem]) -> Places {
    let mut found = Places::default();
    for spot in located.spots() {
        if let (Holder::Block { block }, None) = (&spot.holder, &spot.field) {
            let (from, to) = (spot.range.from_line, spot.range.to_line);
            found
                .blocks
                .push((block.clone(), number(from), number(to + 1)));
        }
    }
    found.problems = problems
        .iter()
        .map(|problem| located.find(&problem.place).map(range))
        .collect();
    found
}

fn range(range: text::TextRange) -> TextRange {
    TextRange {
        start_line: number(range.from_line),
        start_column: number(range.from_column),
        end_line: number(range.to_line),
        end_column: number(range.to_column),
    }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
