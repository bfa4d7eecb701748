//! Templates: ready-made workflows of the server, copied into one's own list.

use serde_json::Value;
use skyvern_api::workflows::{GetWorkflow, ListWorkflows, Workflow};

use crate::App;
use crate::error::Result;
use crate::ids::{ConnectionId, FolderId, WorkflowId};
use crate::views::workflows::{TemplateView, WorkflowRow};

const PAGE_SIZE: u32 = 100;

impl App {
    /// Skyvern's global templates and those of the organisation.
    ///
    /// # Errors
    /// [`crate::error::Error::Offline`] and the like.
    pub async fn templates(&self, connection: &ConnectionId) -> Result<Vec<TemplateView>> {
        let client = self.client(connection)?;
        let own = ListWorkflows {
            page_size: Some(PAGE_SIZE),
            only_templates: true,
            ..ListWorkflows::default()
        };
        let workflows = client.workflows();
        let (global, own) = tokio::join!(workflows.templates(), workflows.list(&own));
        let global = match global {
            Ok(global) => global,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        // A server that does not know the filter would list everything.
        let own = own
            .unwrap_or_default()
            .into_iter()
            .filter(|one| one.is_template);
        let mut views: Vec<TemplateView> = Vec::new();
        for template in global.iter().map(view).chain(own.map(|one| view(&one))) {
            if views.iter().all(|known| known.id != template.id) {
                views.push(template);
            }
        }
        Ok(views)
    }

    /// Copies a template into one's own list.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn create_from_template(
        &self,
        connection: &ConnectionId,
        template: &WorkflowId,
        folder: Option<FolderId>,
    ) -> Result<WorkflowRow> {
        let client = self.client(connection)?;
        let id = template.as_str().into();
        let global = client
            .workflows()
            .get(
                &id,
                GetWorkflow {
                    version: None,
                    template: true,
                },
            )
            .await;
        let found = match global {
            Ok(found) => Ok(found),
            Err(_) => client.workflows().get(&id, GetWorkflow::default()).await,
        };
        let found = match found {
            Ok(found) => found,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        let mut definition = workflow::convert::to_create(&found.to_value());
        if let Some(fields) = definition.as_object_mut() {
            fields.remove("folder_id");
            fields.insert("status".to_owned(), Value::String("published".to_owned()));
        }
        self.create(connection, folder.as_ref(), definition).await
    }
}

fn view(template: &Workflow) -> TemplateView {
    let value = template.to_value();
    TemplateView {
        id: WorkflowId(template.workflow_id.as_str().to_owned()),
        title: template.title.clone(),
        description: template.description.clone().filter(|text| !text.is_empty()),
        kinds: workflow::outline::kinds_of(&value)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        block_count: u32::try_from(workflow::outline::block_count(&value)).unwrap_or(u32::MAX),
    }
}
