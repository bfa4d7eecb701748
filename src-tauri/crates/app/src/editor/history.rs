//! The versions of a workflow: their history, comparing them, taking things over from them.

use chrono::{DateTime, Utc};
use serde_json::Value;
use workflow::compare::{self, Taken, compare};
use workflow::edit::BlockId;

use super::session::{Base, Step};
use super::sessions::base_of;
use super::{blocks, elsewhere};
use crate::App;
use crate::error::{Error, Result};
use crate::views::editor::{
    CompareSide, CompareView, DraftId, Edit, EditorChange, HistoryEntry, TakeOver,
};
use crate::workflows::{text_of, timestamp};

/// A state of a workflow, and what to call it.
struct State {
    document: Value,
    draft: DraftId,
    /// "Draft" or "v12".
    name: String,
}

impl App {
    /// All versions with their notes, newest first. Offline, those that are kept here.
    ///
    /// # Errors
    /// Those of the library.
    pub async fn workflow_history(&self, draft: &DraftId) -> Result<Vec<HistoryEntry>> {
        // Reading them keeps them.
        match self
            .workflow_versions(&draft.connection, &draft.workflow)
            .await
        {
            Ok(_)
            | Err(
                Error::Offline(_)
                | Error::Unauthorized(_)
                | Error::Server(_)
                | Error::NotFound(_)
                | Error::NotSupported(_),
            ) => {}
            Err(fault) => return Err(fault),
        }
        let base = self
            .look_at(draft, |session, _| Ok(session.base.version))
            .await?;
        let id = draft.clone();
        self.library(move |library| {
            let (connection, workflow) = (id.connection.as_str(), id.workflow.as_str());
            let notes = library.version_notes(connection, workflow)?;
            let mut bodies = Vec::new();
            for version in library.kept_versions(connection, workflow)? {
                bodies.extend(library.version(connection, workflow, version)?);
            }
            bodies.extend(library.body(connection, workflow)?);
            let mut entries: Vec<HistoryEntry> = bodies
                .iter()
                .filter_map(|body| entry(body, base, &notes))
                .collect();
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.version));
            entries.dedup_by_key(|entry| entry.version);
            Ok(entries)
        })
        .await
    }

    /// How two states differ.
    pub async fn compare(&self, before: &CompareSide, after: &CompareSide) -> Result<CompareView> {
        let (before, after) = (self.state_of(before).await?, self.state_of(after).await?);
        let (before_title, after_title) = if before.draft == after.draft {
            (before.name.clone(), after.name.clone())
        } else {
            (
                self.long_name(&before, &after)?,
                self.long_name(&after, &before)?,
            )
        };
        let comparison =
            crate::open::blocking(move || compare(&before.document, &after.document)).await?;
        Ok(CompareView {
            before_title,
            after_title,
            comparison,
        })
    }

    /// Takes something from another state into the draft.
    ///
    /// # Errors
    /// [`Error::Invalid`] for something that cannot be taken over by itself.
    pub async fn take_over(
        &self,
        draft: &DraftId,
        from: &CompareSide,
        what: &TakeOver,
    ) -> Result<EditorChange> {
        let from = self.state_of(from).await?;
        let what = what.clone();
        self.take_step(draft, move |session| {
            let target = &session.document;
            let taken = match &what {
                TakeOver::All => {
                    let mut document = from.document;
                    if from.draft.connection != session.id.connection {
                        elsewhere::adapt(&mut document, Some(target));
                    }
                    let name = format!("Restore {}", from.name);
                    return Ok(Step::whole(name, target, document));
                }
                TakeOver::Block { key } => {
                    let (here, there) = pair(target, &from.document, key);
                    Taken::Block { here, there }
                }
                TakeOver::Fields { key, fields } => match pair(target, &from.document, key) {
                    (Some(here), Some(there)) => Taken::Fields {
                        here,
                        there,
                        fields: fields.clone(),
                    },
                    _ => return Err(gone()),
                },
                TakeOver::Parameter { key } => Taken::Parameter { key: key.clone() },
                TakeOver::Setting { key } => Taken::Setting { key: key.clone() },
            };
            let Some(edit) = compare::take(target, &from.document, &taken) else {
                return Err(Error::invalid(
                    "",
                    "This is the same in both already, or it cannot be taken over by itself.",
                ));
            };
            let edit = match edit {
                Edit::Several { name, edits } => Edit::Several {
                    name: format!("{name} from {}", from.name),
                    edits,
                },
                other => other,
            };
            session.edited(&edit)
        })
        .await
    }

    async fn state_of(&self, side: &CompareSide) -> Result<State> {
        match side {
            CompareSide::Draft { draft } => {
                let document = self
                    .look_at(draft, |session, _| Ok(session.document.clone()))
                    .await?;
                Ok(State {
                    document,
                    draft: draft.clone(),
                    name: "Draft".to_owned(),
                })
            }
            CompareSide::Version { draft, version } => {
                let Base { version, document } = if version.is_none() {
                    self.newest_base(draft).await?
                } else {
                    let body = self
                        .body(&draft.connection, &draft.workflow, *version)
                        .await?;
                    base_of(&body)
                };
                Ok(State {
                    document,
                    draft: draft.clone(),
                    name: format!("v{version}"),
                })
            }
        }
    }

    /// "Rent book v3 on Berlin": the connection only where there are two.
    fn long_name(&self, state: &State, other: &State) -> Result<String> {
        let title = workflow::document::title(&state.document).unwrap_or("Untitled");
        let name = format!("{title} {}", state.name);
        if state.draft.connection == other.draft.connection {
            return Ok(name);
        }
        let connection = self.saved(&state.draft.connection)?.name;
        Ok(format!("{name} on {connection}"))
    }
}

fn gone() -> Error {
    Error::NotFound("This block is not in both.".to_owned())
}

/// The keys of a block here and there. It has the key of the other state, or of the draft where the other has none.
fn pair(target: &Value, from: &Value, key: &BlockId) -> (Option<BlockId>, Option<BlockId>) {
    let found = compare(target, from).blocks.into_iter().find_map(|block| {
        let here = block.before.map(|place| place.key);
        let there = block.after.map(|place| place.key);
        let is_it = match &there {
            Some(there) => there == key,
            None => here.as_ref() == Some(key),
        };
        is_it.then_some((here, there))
    });
    found.unwrap_or_else(|| {
        let here = blocks::find(target, key).map(|_| key.clone());
        (here, None)
    })
}

fn entry(body: &str, base: u32, notes: &[(u32, String)]) -> Option<HistoryEntry> {
    let body: Value = serde_json::from_str(body).ok()?;
    let version = u32::try_from(body.get("version")?.as_u64()?).ok()?;
    let at: Option<DateTime<Utc>> = text_of(&body, "created_at").and_then(|at| timestamp(&at));
    let note = notes.iter().find(|(of, _)| *of == version);
    Some(HistoryEntry {
        version,
        at,
        by: text_of(&body, "edited_by"),
        note: note.map(|(_, note)| note.clone()),
        is_base: version == base,
    })
}
