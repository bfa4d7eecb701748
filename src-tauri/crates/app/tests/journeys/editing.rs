//! Workflows are edited: nothing that was answered is lost, and nothing that somebody else saved is written over.

use app::event::Event;
use app::ids::ConnectionId;
use app::views::connections::KeyStorage;
use app::views::editor::{BlockId, DraftId, Edit, EditorChange};
use secrets::Secret;
use serde_json::{Value, json};

use crate::desk::{Desk, form};
use crate::skyvern::KEY;

mod front;
mod inspecting;
mod keeping_steps;
mod publishing;
mod secrets_kept;
mod texts;
mod versions;

pub(crate) use front::{Front, Mishap};

/// A workflow with a parameter, a page, a loop with a block in it, and an agent.
pub(crate) fn rent_book() -> Value {
    json!({
        "title": "Rent book", "description": null, "status": "published",
        "workflow_definition": {
            "version": 1,
            "parameters": [{
                "parameter_type": "workflow", "key": "month", "workflow_parameter_type": "string",
                "default_value": "May", "description": null,
            }],
            "blocks": [
                { "block_type": "goto_url", "label": "open_page", "url": "https://example.com" },
                { "block_type": "for_loop", "label": "each", "loop_variable_reference": "{{ month }}",
                  "loop_blocks": [{
                      "block_type": "extraction", "label": "scrape",
                      "data_extraction_goal": "The rent of {{ current_value }}",
                  }] },
                { "block_type": "navigation", "label": "fill", "navigation_goal": "Fill in the form" },
            ],
        },
    })
}

/// A desk connected to a server with one workflow, and its draft.
pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) server: Front,
    pub(crate) draft: DraftId,
}

impl Bench {
    /// With this workflow on the server, opened in the editor.
    pub(crate) async fn with(definition: &Value) -> Self {
        let server = Front::start().await;
        let id = server.put(definition);
        Self::at(server, &id).await
    }

    /// With this workflow of the server opened in the editor.
    pub(crate) async fn at(server: Front, workflow: &str) -> Self {
        let mut desk = Desk::new().await;
        let connection = connect(&mut desk, &server).await;
        let draft = DraftId {
            connection,
            workflow: workflow.into(),
        };
        desk.app
            .open_editor(&draft)
            .await
            .expect("the editor opens");
        Self {
            desk,
            server,
            draft,
        }
    }

    pub(crate) async fn new() -> Self {
        Self::with(&rent_book()).await
    }

    /// The process dies and Eyrie is started again.
    pub(crate) async fn killed(self) -> Self {
        let Self {
            desk,
            server,
            draft,
        } = self;
        let Desk {
            folder,
            store,
            ring,
            app,
            ..
        } = desk;
        drop(app);
        Self {
            desk: Desk::open(folder, store, ring).await,
            server,
            draft,
        }
    }

    pub(crate) async fn edit(&self, edit: Edit) -> EditorChange {
        let done = self.desk.app.edit(&self.draft, &edit).await;
        done.expect("the edit is done")
    }

    /// Types into a field of a block.
    pub(crate) async fn type_in(&self, block: &str, field: &str, text: &str) -> EditorChange {
        self.edit(set(block, field, json!(text))).await
    }

    pub(crate) async fn undo(&self) -> EditorChange {
        self.desk
            .app
            .undo_edit(&self.draft)
            .await
            .expect("a step is taken back")
    }

    /// The fields of a block as the inspector has them.
    pub(crate) async fn fields(&self, block: &str) -> Value {
        let detail = self.desk.app.editor_block(&self.draft, &key(block)).await;
        detail.expect("the block is there").fields
    }

    pub(crate) async fn goal(&self) -> String {
        let fields = self.fields("fill").await;
        fields["navigation_goal"]
            .as_str()
            .expect("a prompt")
            .to_owned()
    }

    pub(crate) fn id(&self) -> &str {
        self.draft.workflow.as_str()
    }

    /// What the server has of the prompt of "fill".
    pub(crate) fn goal_on_server(&self) -> Value {
        self.server.newest(self.id())["workflow_definition"]["blocks"][2]["navigation_goal"].clone()
    }
}

pub(crate) async fn connect(desk: &mut Desk, server: &Front) -> ConnectionId {
    let added = desk
        .app
        .add_connection(
            form(&server.base_url()),
            Secret::from(KEY),
            KeyStorage::Keychain,
        )
        .await;
    let connection = added.expect("the connection is added").id;
    desk.synchronised(&connection).await;
    connection
}

pub(crate) fn key(label: &str) -> BlockId {
    BlockId(label.to_owned())
}

pub(crate) fn set(block: &str, field: &str, value: Value) -> Edit {
    Edit::SetField {
        block: key(block),
        field: field.to_owned(),
        value,
    }
}

/// The next change of a draft that windows are told of.
pub(crate) async fn next_change(desk: &mut Desk) -> EditorChange {
    desk.until(|event| match event {
        Event::EditorChanged(change) => Some(change.as_ref().clone()),
        _ => None,
    })
    .await
}
