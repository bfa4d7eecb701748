//! Workflows: the list, search, and the catalogue of kinds. What one workflow shows is in `detail`.

use library::{Hit, RecentRun};
use workflow::kinds;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, FolderId, RunId, WorkflowId};
use crate::views::runs::RunStatus;
use crate::views::workflows::{
    HitPlace, KindCategory, KindView, RunTick, WorkflowHit, WorkflowRow,
};

pub(crate) mod deletion;
mod detail;
mod duplicate;
mod export;
mod import;
mod moving;
mod templates;

pub(crate) use detail::{text_of, timestamp};
pub(crate) use export::file_stem;

/// More hits than anybody scrolls through, few enough to send at each keystroke.
const MOST_HITS: usize = 2000;

impl App {
    /// All workflows as kept on this computer; answers at once, also offline.
    pub async fn workflows(&self, connection: &ConnectionId) -> Result<Vec<WorkflowRow>> {
        let name = connection.clone();
        let rows = self
            .library(move |library| library.rows(name.as_str()))
            .await?;
        let hidden = self.hidden_workflows(connection);
        Ok(rows
            .into_iter()
            .map(row)
            .filter(|row| !hidden.contains(&row.id))
            .collect())
    }

    /// The workflows in which the words occur, best first, each with its best place.
    pub async fn search_workflows(
        &self,
        connection: &ConnectionId,
        text: &str,
    ) -> Result<Vec<WorkflowHit>> {
        let (name, text) = (connection.clone(), text.to_owned());
        let hits = self
            .library(move |library| library.search(name.as_str(), &text, MOST_HITS))
            .await?;
        let hidden = self.hidden_workflows(connection);
        Ok(hits
            .into_iter()
            .map(hit)
            .filter(|hit| !hidden.contains(&hit.id))
            .collect())
    }

    /// The catalogue of block kinds.
    pub fn kinds(&self) -> Vec<KindView> {
        kinds::KINDS
            .iter()
            .map(|kind| KindView {
                name: kind.name.to_owned(),
                title: kind.title.to_owned(),
                category: category(kind.category),
                glyph: kind.glyph.to_owned(),
            })
            .collect()
    }

    /// The rows of some workflows, for events. Those that are hidden or gone are left out.
    pub(crate) async fn rows_of(
        &self,
        connection: &ConnectionId,
        ids: Vec<String>,
    ) -> Result<Vec<WorkflowRow>> {
        let name = connection.clone();
        let rows = self
            .library(move |library| {
                ids.iter()
                    .map(|id| library.row(name.as_str(), id))
                    .collect::<std::result::Result<Vec<_>, _>>()
            })
            .await?;
        let hidden = self.hidden_workflows(connection);
        Ok(rows
            .into_iter()
            .flatten()
            .map(row)
            .filter(|row| !hidden.contains(&row.id))
            .collect())
    }

    pub(crate) async fn row_of(
        &self,
        connection: &ConnectionId,
        id: &WorkflowId,
    ) -> Result<WorkflowRow> {
        let (name, id) = (connection.clone(), id.clone());
        let found = self
            .library(move |library| library.row(name.as_str(), id.as_str()))
            .await?;
        found.map(row).ok_or_else(gone)
    }
}

pub(crate) fn gone() -> Error {
    Error::NotFound("This workflow is no longer there.".to_owned())
}

fn row(row: library::WorkflowRow) -> WorkflowRow {
    WorkflowRow {
        id: WorkflowId(row.id),
        title: row.title,
        folder: row.folder.map(FolderId),
        status: row.status,
        version: row.version,
        updated_at: Some(row.updated_at),
        kinds: row.kinds,
        block_count: row.block_count,
        parameter_count: row.parameter_count,
        last_seconds: row.last_seconds.map(whole_seconds),
        recent: row.recent_runs.into_iter().map(tick).collect(),
    }
}

fn tick(run: RecentRun) -> RunTick {
    RunTick {
        run: RunId(run.id),
        status: RunStatus::of_word(&run.status),
        at: Some(run.started_at),
        seconds: run.seconds.map(whole_seconds),
    }
}

/// Lists show whole seconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and no run takes 136 years"
)]
pub(crate) fn whole_seconds(seconds: f64) -> u32 {
    seconds.round() as u32
}

fn hit(hit: Hit) -> WorkflowHit {
    WorkflowHit {
        id: WorkflowId(hit.id),
        title_ranges: hit
            .title_ranges
            .into_iter()
            .map(|range| (range.start, range.len))
            .collect(),
        place: hit.place.map(|place| HitPlace {
            block: place.block,
            field: field_words(&place.field),
            snippet: place.snippet,
            ranges: place
                .ranges
                .into_iter()
                .map(|range| (range.start, range.len))
                .collect(),
        }),
    }
}

/// Fields that people know by other names than the server.
const WORDS: &[(&str, &str)] = &[
    ("complete_criterion", "complete when"),
    ("data_extraction_goal", "data to extract"),
    ("data_schema", "schema"),
    ("navigation_goal", "prompt"),
    ("navigation_payload", "payload"),
    ("terminate_criterion", "give up when"),
    ("workflow_permanent_id", "id"),
];

/// The name of a field as a person would say it: "prompt", "parameter month", "header Accept".
pub(crate) fn field_words(field: &str) -> String {
    let parts: Vec<&str> = field.split('.').collect();
    match parts.as_slice() {
        ["parameters", key, ..] => format!("parameter {key}"),
        ["headers" | "extra_http_headers", name, ..] => format!("header {name}"),
        [first, ..] => WORDS
            .iter()
            .find(|(name, _)| name == first)
            .map_or_else(|| plain_words(first), |(_, words)| (*words).to_owned()),
        [] => String::new(),
    }
}

fn plain_words(field: &str) -> String {
    let words = field.split('_').map(|word| match word {
        "url" => "URL",
        "totp" => "TOTP",
        "sql" => "SQL",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn category(category: kinds::Category) -> KindCategory {
    match category {
        kinds::Category::Act => KindCategory::Act,
        kinds::Category::Read => KindCategory::Read,
        kinds::Category::Think => KindCategory::Think,
        kinds::Category::Flow => KindCategory::Flow,
        kinds::Category::Send => KindCategory::Send,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expected: &str) {
        assert_eq!(field_words(field), expected, "{field}");
    }

    #[test]
    fn fields_have_names_that_people_know() {
        check("title", "title");
        check("prompt", "prompt");
        check("navigation_goal", "prompt");
        check("data_extraction_goal", "data to extract");
        check("url", "URL");
        check("webhook_callback_url", "webhook callback URL");
        check("curl_command", "curl command");
        check("totp_identifier", "TOTP identifier");
        check("parameters.month.key", "parameter month");
        check("headers.Accept", "header Accept");
        check("extra_http_headers.X-Id", "header X-Id");
        check("data_schema.properties.total", "schema");
        check("a_newer_field.0.text", "a newer field");
        check("", "");
    }
}
