//! Everything of a run that its window shows, kept so that it can be opened offline.

use rusqlite::{OptionalExtension, params};

use crate::connections::{connection_no, known_no};
use crate::error::LibraryError;
use crate::open::Library;

/// Which part of a run a snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SnapshotPart {
    /// The run itself with its inputs and outputs.
    Run,
    /// The blocks and actions.
    Timeline,
    /// The list of artifacts.
    Artifacts,
    /// The workflow in the version that ran.
    Workflow,
}

impl SnapshotPart {
    fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Timeline => "timeline",
            Self::Artifacts => "artifacts",
            Self::Workflow => "workflow",
        }
    }
}

impl Library {
    /// Keeps one part of a run as it is now. Nothing is written if it is the same as before.
    pub fn store_snapshot(
        &self,
        connection: &str,
        run: &str,
        part: SnapshotPart,
        json: &str,
    ) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change
                .prepare_cached(
                    "INSERT INTO run_snapshots VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE \
                     SET json = excluded.json WHERE json <> excluded.json",
                )?
                .execute(params![no, run, part.name(), json])?;
            Ok(())
        })
    }

    /// One part of a run as it was last kept.
    pub fn load_snapshot(
        &self,
        connection: &str,
        run: &str,
        part: SnapshotPart,
    ) -> Result<Option<String>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else { return Ok(None) };
            state
                .prepare_cached(
                    "SELECT json FROM run_snapshots WHERE connection = ?1 AND run_id = ?2 AND part = ?3",
                )?
                .query_row(params![no, run, part.name()], |row| row.get(0))
                .optional()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::SnapshotPart::{Artifacts, Run, Timeline, Workflow};
    use crate::fixtures::{HOME, library};

    #[test]
    fn keeps_each_part_of_each_run() {
        let (_folder, library) = library();
        let store = |run, part, json| library.store_snapshot(HOME, run, part, json).unwrap();
        let check = |run, part, json: Option<&str>| {
            assert_eq!(
                library.load_snapshot(HOME, run, part).unwrap().as_deref(),
                json
            );
        };
        check("r_1", Run, None);
        for (part, json) in [
            (Run, "1"),
            (Timeline, "2"),
            (Artifacts, "3"),
            (Workflow, "4"),
        ] {
            store("r_1", part, json);
        }
        store("r_2", Run, "5");
        store("r_1", Timeline, "6");
        store("r_1", Timeline, "6");
        check("r_1", Run, Some("1"));
        check("r_1", Timeline, Some("6"));
        check("r_1", Artifacts, Some("3"));
        check("r_1", Workflow, Some("4"));
        check("r_2", Run, Some("5"));
        check("r_2", Timeline, None);
        assert_eq!(
            library.load_snapshot("elsewhere", "r_1", Run).unwrap(),
            None
        );
    }
}
