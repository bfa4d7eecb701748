//! Schedules and credentials, listed only; the palette's search.

use skyvern_api::Error as Api;
use skyvern_api::credentials::{Credential, ListCredentials};
use skyvern_api::schedules::ListSchedules;

use crate::App;
use crate::error::Result;
use crate::ids::{ConnectionId, WorkflowId};
use crate::views::lists::{BlockHit, CredentialRow, PaletteResults, ScheduleRow, Schedules};
use crate::views::runs::RunQuery;
use crate::views::workflows::{WorkflowHit, WorkflowRow};

const PAGE_SIZE: u32 = 100;
/// More than anybody reads; a server that does not know pages would have no end.
const MOST_PAGES: u32 = 50;
/// The palette is read, not scrolled.
const PALETTE_ROWS: u32 = 8;

impl App {
    /// The schedules of all workflows of the organisation.
    pub async fn schedules(&self, connection: &ConnectionId) -> Result<Schedules> {
        let client = self.client(connection)?;
        let mut schedules = Vec::new();
        for page in 1..=MOST_PAGES {
            let query = ListSchedules {
                page: Some(page),
                page_size: Some(PAGE_SIZE),
                ..ListSchedules::default()
            };
            let read = match client.schedules().list(&query).await {
                Ok(read) => read,
                Err(fault @ Api::NotSupported { .. }) => {
                    return Ok(Schedules::NotSupported {
                        reason: crate::error::sentence(&fault.to_string()),
                    });
                }
                Err(fault) => return Err(self.fault(connection, fault).await),
            };
            let is_last = read.schedules.len() < PAGE_SIZE as usize;
            schedules.extend(read.schedules.into_iter().map(|one| ScheduleRow {
                id: one.schedule_id.as_str().to_owned(),
                workflow: Some(WorkflowId(one.workflow_id.as_str().to_owned())),
                workflow_title: one.workflow_title,
                name: one.name,
                cron: one.cron_expression.unwrap_or_default(),
                timezone: one.timezone,
                is_enabled: one.enabled,
                next_run_at: one.next_run,
            }));
            if is_last {
                break;
            }
        }
        Ok(Schedules::Listed { schedules })
    }

    /// The credentials that the server keeps: names, never secrets.
    pub async fn credentials(&self, connection: &ConnectionId) -> Result<Vec<CredentialRow>> {
        let client = self.client(connection)?;
        let mut rows = Vec::new();
        for page in 1..=MOST_PAGES {
            let query = ListCredentials {
                page: Some(page),
                page_size: Some(PAGE_SIZE),
                ..ListCredentials::default()
            };
            let read = match client.credentials().list(&query).await {
                Ok(read) => read,
                Err(fault) => return Err(self.fault(connection, fault).await),
            };
            let is_last = read.len() < PAGE_SIZE as usize;
            rows.extend(read.into_iter().map(credential_row));
            if is_last {
                break;
            }
        }
        Ok(rows)
    }

    /// Workflows, runs and blocks whose words match.
    pub async fn search_everything(
        &self,
        connection: &ConnectionId,
        text: &str,
    ) -> Result<PaletteResults> {
        let mut workflows = self.search_workflows(connection, text).await?;
        let query = RunQuery {
            text: text.to_owned(),
            limit: PALETTE_ROWS,
            ..RunQuery::default()
        };
        let runs = self.runs(connection, &query).await?.rows;
        let in_blocks: Vec<_> = workflows
            .iter()
            .filter(|hit| is_label(hit))
            .cloned()
            .collect();
        let mut blocks = Vec::new();
        for hit in in_blocks.iter().take(PALETTE_ROWS as usize) {
            let row = self.row_of(connection, &hit.id).await?;
            blocks.extend(self.block_hit(connection, hit, &row).await?);
        }
        workflows.retain(|hit| !is_label(hit));
        workflows.truncate(PALETTE_ROWS as usize);
        Ok(PaletteResults {
            workflows,
            runs,
            blocks,
        })
    }

    async fn block_hit(
        &self,
        connection: &ConnectionId,
        hit: &WorkflowHit,
        row: &WorkflowRow,
    ) -> Result<Option<BlockHit>> {
        let Some(place) = &hit.place else {
            return Ok(None);
        };
        let Some(label) = &place.block else {
            return Ok(None);
        };
        let body = self.body(connection, &hit.id, None).await?;
        let kind = workflow::document::every_block(&body)
            .find(|block| block.get("label").and_then(|one| one.as_str()) == Some(label))
            .and_then(|block| block.get("block_type")?.as_str().map(str::to_owned));
        Ok(Some(BlockHit {
            workflow: hit.id.clone(),
            workflow_title: row.title.clone(),
            label: label.clone(),
            kind: kind.unwrap_or_default(),
            ranges: place.ranges.clone(),
        }))
    }
}

/// Whether the words were found in the label of a block.
fn is_label(hit: &WorkflowHit) -> bool {
    hit.place
        .as_ref()
        .is_some_and(|place| place.block.as_deref() == Some(place.snippet.as_str()))
}

fn credential_row(credential: Credential) -> CredentialRow {
    CredentialRow {
        id: credential.credential_id.as_str().to_owned(),
        name: credential.name,
        kind: credential.kind.to_string(),
        detail: detail(&credential.shown),
        vault: credential.vault_type,
    }
}

/// The harmless part: a user name, or the end of a card's number.
fn detail(credential: &serde_json::Value) -> Option<String> {
    let text = |field: &str| {
        credential
            .get(field)?
            .as_str()
            .filter(|text| !text.is_empty())
    };
    if let Some(name) = text("username") {
        return Some(name.to_owned());
    }
    text("last_four").map(|digits| match text("brand") {
        Some(brand) => format!("{brand} ending in {digits}"),
        None => format!("ending in {digits}"),
    })
}
