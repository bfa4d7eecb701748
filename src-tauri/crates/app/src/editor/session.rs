//! One draft in memory: the document, what it is compared with, and what the windows know of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use workflow::edit::{self, BlockId, Node, Patch};
use workflow::lint::{self, Problem};

use super::{automatic_keys, blocks, secrets};
use crate::error::{Error, Result};
use crate::views::editor::{
    DraftId, Edit, EditorChange, EditorHead, EditorNotice, EditorView, YamlView,
};

/// Strokes that follow on each other as fast as this are one step.
const TYPING: TimeDelta = TimeDelta::seconds(1);

/// A draft as it is worked on.
pub(super) struct Session {
    pub(super) id: DraftId,
    /// In the create shape, blocks that are turned off included.
    pub(super) document: Value,
    pub(super) base: Base,
    /// The newest version of the server, as far as known.
    pub(super) server_version: u32,
    pub(super) journal: Journal,
    pub(super) shown: Shown,
    /// The step that goes on while a person types.
    pub(super) typing: Option<Typing>,
    /// Keys of parameters that a person chose for a block, by the label of the block.
    pub(super) chosen_keys: HashSet<(String, String)>,
    /// The YAML as it was typed last.
    pub(super) yaml: Option<Yaml>,
    /// What was sent to be published, while it is not known what became of it.
    pub(super) sent: Option<Value>,
}

/// A version of the server, in the create shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Base {
    pub(super) version: u32,
    pub(super) document: Value,
}

/// Where the draft stands in its history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// Whether the draft is in the library.
    pub(super) is_kept: bool,
    /// How many steps are done.
    pub(super) cursor: u32,
    /// The step after which the document was kept as a whole.
    pub(super) snapshot_at: u32,
    /// How many bytes of steps were written since.
    pub(super) since_snapshot: usize,
    pub(super) undo: Option<String>,
    pub(super) redo: Option<String>,
}

/// What the windows were told last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shown {
    pub(super) nodes: Vec<Node>,
    pub(super) problems: Vec<Problem>,
    pub(super) is_changed: bool,
}

/// A field that is being typed into.
pub(super) struct Typing {
    pub(super) place: TypingPlace,
    pub(super) at: DateTime<Utc>,
    /// What the step changed so far.
    pub(super) patch: Patch,
}

/// The field that an edit types into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypingPlace {
    Field(BlockId, String),
    Criterion(BlockId, Option<u32>),
    Setting(String),
    Parameter(String),
}

/// A text with the document, secrets masked, that it says.
pub(super) struct Yaml {
    pub(super) text: String,
    pub(super) document: Value,
}

/// What a step makes of a draft, before it is kept.
pub(super) struct Step {
    pub(super) name: String,
    pub(super) document: Value,
    /// The base from then on, if the step took in another version.
    pub(super) base: Option<Base>,
    /// Blocks that are new or have other fields.
    pub(super) touched: Vec<BlockId>,
    pub(super) renamed: Vec<(BlockId, BlockId)>,
    pub(super) select: Vec<BlockId>,
    pub(super) notices: Vec<EditorNotice>,
    pub(super) typing: Option<TypingPlace>,
    pub(super) chosen_keys: Vec<(String, String)>,
    /// The text that was typed, if the step came from one.
    pub(super) yaml: Option<Yaml>,
}

impl Step {
    /// A step that puts another document in the place of the draft's.
    pub(super) fn whole(name: String, old: &Value, document: Value) -> Self {
        Self {
            touched: blocks::changed(old, &document),
            name,
            document,
            base: None,
            renamed: Vec::new(),
            select: Vec::new(),
            notices: Vec::new(),
            typing: None,
            chosen_keys: Vec::new(),
            yaml: None,
        }
    }
}

impl Session {
    /// A session on a document, with everything that is shown of it.
    pub(super) fn new(id: DraftId, document: Value, base: Base, journal: Journal) -> Self {
        let mut session = Self {
            id,
            server_version: base.version,
            document,
            base,
            journal,
            shown: Shown::default(),
            typing: None,
            chosen_keys: HashSet::new(),
            yaml: None,
            sent: None,
        };
        session.shown = session.to_show();
        session
    }

    /// What an edit makes of the draft.
    pub(super) fn edited(&self, edit: &Edit) -> Result<Step> {
        let mut document = self.document.clone();
        let applied =
            edit::apply(&mut document, edit).map_err(|refused| refusal(edit, &refused))?;
        let mut step = Step {
            name: applied.name,
            document,
            base: None,
            touched: applied.changed,
            renamed: applied.renamed,
            select: applied.select,
            notices: applied.notices.into_iter().map(notice).collect(),
            typing: typing_place(edit),
            chosen_keys: automatic_keys::chosen(edit, &self.document),
            yaml: None,
        };
        automatic_keys::keep_up(self, &mut step);
        Ok(step)
    }

    /// Whether a step goes on with the typing of the last one.
    pub(super) fn is_typing(&self, step: &Step, now: DateTime<Utc>) -> Option<&Typing> {
        let typing = self.typing.as_ref()?;
        let soon = now - typing.at < TYPING;
        // The whole document was kept with that step in it.
        let is_open = self.journal.snapshot_at < self.journal.cursor;
        (soon && is_open && step.typing.as_ref() == Some(&typing.place)).then_some(typing)
    }

    /// Everything that a window draws.
    pub(super) fn view(&self, revision: u32) -> EditorView {
        EditorView {
            draft: self.id.clone(),
            revision,
            nodes: self.shown.nodes.clone(),
            is_unstructured: is_unstructured(&self.shown.nodes),
            head: self.head(),
            problems: self.shown.problems.clone(),
        }
    }

    /// Takes a look at the document again. Returns what differs from what was shown before; the caller adds what only
    /// it knows.
    pub(super) fn look(&mut self, revision: u32) -> EditorChange {
        let shown = self.to_show();
        let old = std::mem::replace(&mut self.shown, shown);
        let before: HashMap<&BlockId, &Node> =
            old.nodes.iter().map(|node| (&node.key, node)).collect();
        let is_new = |node: &&Node| before.get(&node.key) != Some(node);
        let keys = |nodes: &[Node]| {
            nodes
                .iter()
                .map(|node| node.key.clone())
                .collect::<Vec<_>>()
        };
        let order = keys(&self.shown.nodes);
        EditorChange {
            draft: self.id.clone(),
            revision,
            nodes: self.shown.nodes.iter().filter(is_new).cloned().collect(),
            order: (order != keys(&old.nodes)).then_some(order),
            touched: Vec::new(),
            renamed: Vec::new(),
            select: Vec::new(),
            is_unstructured: is_unstructured(&self.shown.nodes),
            head: self.head(),
            problems: self.shown.problems.clone(),
            notices: Vec::new(),
        }
    }

    /// What the server would get.
    ///
    /// # Errors
    /// [`Error::Invalid`] where blocks that are turned off cannot be left out.
    pub(super) fn sendable(&self) -> Result<Value> {
        let mut sendable = edit::publishable(&self.document)
            .map_err(|refused| Error::invalid("", crate::error::sentence(&refused.to_string())))?;
        if let Some(fields) = sendable.as_object_mut() {
            // The folder is no part of a version: an update keeps it.
            fields.shift_remove("folder_id");
        }
        Ok(sendable)
    }

    /// The text as it was typed, brought up to date with the blocks.
    pub(super) fn whole_text(&self) -> (String, Value) {
        let now = secrets::masked(&self.document);
        let text = match &self.yaml {
            Some(yaml) if yaml.document == now => yaml.text.clone(),
            Some(yaml) => workflow::text::rewrite(&yaml.text, &now),
            None => workflow::text::export_yaml(&now),
        };
        (text, now)
    }

    fn head(&self) -> EditorHead {
        let (settings, secret_settings) = secrets::told_settings(&self.document);
        EditorHead {
            title: workflow::document::title(&self.document)
                .unwrap_or_default()
                .to_owned(),
            base_version: self.base.version,
            server_version: self.server_version,
            is_changed: self.shown.is_changed,
            undo: self.journal.undo.clone(),
            redo: self.journal.redo.clone(),
            parameters: secrets::told_parameters(&self.document),
            settings: Value::Object(settings),
            secret_settings,
        }
    }

    fn to_show(&self) -> Shown {
        Shown {
            nodes: edit::nodes(&self.document),
            problems: lint::lint(&self.document),
            is_changed: self
                .sendable()
                .map_or(true, |now| now != self.base.document),
        }
    }
}

/// A view of a text that a window asked for.
pub(super) fn yaml_view(
    session: &Session,
    revision: u32,
    text: String,
    places: Places,
) -> YamlView {
    let title = workflow::document::title(&session.document).unwrap_or_default();
    YamlView {
        revision,
        text,
        file_name: format!("{}.yaml", crate::workflows::file_stem(title)),
        blocks: places.blocks,
        problems: places.problems,
    }
}

/// Where things stand in a text.
#[derive(Default)]
pub(super) struct Places {
    pub(super) blocks: Vec<(BlockId, u32, u32)>,
    pub(super) problems: Vec<Option<crate::views::editor::TextRange>>,
}

fn is_unstructured(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.in_graph)
}

fn notice(notice: edit::Notice) -> EditorNotice {
    EditorNotice {
        message: notice.message,
        fix: notice.fix,
    }
}

/// The sentence of a refusal, with the field that it is about.
fn refusal(edit: &Edit, refused: &edit::Refused) -> Error {
    let field = match edit {
        Edit::SetField { field, .. } => field.as_str(),
        Edit::Rename { .. } => "label",
        Edit::SetSetting { key, .. } => key.as_str(),
        Edit::AddParameter { .. } | Edit::RenameParameter { .. } => "key",
        Edit::Replace { .. } => "text",
        _ => "",
    };
    Error::invalid(field, crate::error::sentence(&refused.to_string()))
}

/// Only texts are typed; whatever else is set is a step of its own.
fn typing_place(edit: &Edit) -> Option<TypingPlace> {
    match edit {
        Edit::SetField {
            block,
            field,
            value,
        } if value.is_string() => Some(TypingPlace::Field(block.clone(), field.clone())),
        Edit::SetCriterion { block, branch, .. } => {
            Some(TypingPlace::Criterion(block.clone(), *branch))
        }
        Edit::SetSetting { key, value } if value.is_string() => {
            Some(TypingPlace::Setting(key.clone()))
        }
        Edit::SetParameter { key, .. } => Some(TypingPlace::Parameter(key.clone())),
        _ => None,
    }
}
