//! Lists of runs, filtered and searched.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{COLUMNS, RunRecord, run_record};
use crate::connections::known_no;
use crate::error::LibraryError;
use crate::open::Library;
use crate::search::query::Terms;

/// Which runs to list. The default is the newest hundred of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunQuery {
    /// Words of the title, the failure, the parameters, or a part of the id. Any text is fine.
    pub search: String,
    /// Only these statuses; all if empty.
    pub statuses: Vec<String>,
    /// Only runs of this workflow.
    pub workflow_id: Option<String>,
    /// How many at most.
    pub limit: u32,
    /// How many of the newest to leave out.
    pub offset: u32,
}

impl Default for RunQuery {
    fn default() -> Self {
        Self {
            search: String::new(),
            statuses: Vec::new(),
            workflow_id: None,
            limit: 100,
            offset: 0,
        }
    }
}

/// A part of a list of runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunPage {
    /// The newest first, without their bodies.
    pub runs: Vec<RunRecord>,
    /// How many there are without limit and offset.
    pub total: u32,
}

impl Library {
    /// Lists runs, the newest first.
    pub fn runs(&self, connection: &str, query: &RunQuery) -> Result<RunPage, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(RunPage::default());
            };
            let filter = Filter::of(no, query);
            let total = filter.count(state)?;
            let runs = filter.page(state, query.limit, query.offset)?;
            Ok(RunPage { runs, total })
        })
    }
}

/// Conditions and the values of their placeholders, in the same order.
struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Filter {
    fn of(no: i64, query: &RunQuery) -> Self {
        let mut filter = Self {
            conditions: Vec::new(),
            values: Vec::new(),
        };
        filter.and("connection = ?", [no.into()]);
        if let Some(workflow) = &query.workflow_id {
            filter.and("workflow_id = ?", [workflow.clone().into()]);
        }
        if !query.statuses.is_empty() {
            let places = vec!["?"; query.statuses.len()].join(", ");
            let statuses = query.statuses.iter().cloned().map(Value::from);
            filter.and(&format!("status IN ({places})"), statuses);
        }
        filter.and_search(&query.search);
        filter
    }

    fn and_search(&mut self, search: &str) {
        let search = search.trim();
        if search.is_empty() {
            return;
        }
        let by_id = "instr(lower(id), lower(?)) > 0";
        match Terms::parse(search).word_query() {
            Some(words) => self.and(
                &format!(
                    "({by_id} OR no IN (SELECT rowid FROM run_words WHERE run_words MATCH ?))"
                ),
                [search.to_owned().into(), words.into()],
            ),
            None => self.and(by_id, [search.to_owned().into()]),
        }
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    fn sql(&self, select: &str) -> String {
        format!(
            "SELECT {select} FROM runs WHERE {}",
            self.conditions.join(" AND ")
        )
    }

    fn count(&self, state: &Connection) -> rusqlite::Result<u32> {
        state
            .prepare_cached(&self.sql("count(*)"))?
            .query_row(params_from_iter(&self.values), |row| row.get(0))
    }

    fn page(
        &self,
        state: &Connection,
        limit: u32,
        offset: u32,
    ) -> rusqlite::Result<Vec<RunRecord>> {
        let sql = format!(
            "{} ORDER BY created_at DESC, no DESC LIMIT ? OFFSET ?",
            self.sql(COLUMNS)
        );
        let bounds = [Value::from(limit), Value::from(offset)];
        state
            .prepare_cached(&sql)?
            .query_map(
                params_from_iter(self.values.iter().chain(&bounds)),
                run_record,
            )?
            .collect()
    }
}
