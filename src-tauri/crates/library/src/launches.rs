//! What a person typed to launch a workflow, so that it need not be typed again.

use rusqlite::{OptionalExtension, params};

use crate::connections::{connection_no, known_no};
use crate::error::LibraryError;
use crate::open::Library;

/// What is remembered of a workflow's launches, as JSON of the caller's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launch {
    /// The inputs of the last launch.
    pub inputs: Option<String>,
    /// The options of the last launch (proxy, browser session …).
    pub options: Option<String>,
}

/// Inputs kept under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Unique within the workflow.
    pub name: String,
    /// JSON of the caller's.
    pub inputs: String,
}

impl Library {
    /// Remembers the inputs of a launch.
    pub fn set_last_inputs(
        &self,
        connection: &str,
        workflow: &str,
        json: &str,
    ) -> Result<(), LibraryError> {
        self.remember(connection, workflow, "inputs", json)
    }

    /// Remembers the options of a launch.
    pub fn set_launch_options(
        &self,
        connection: &str,
        workflow: &str,
        json: &str,
    ) -> Result<(), LibraryError> {
        self.remember(connection, workflow, "options", json)
    }

    fn remember(
        &self,
        connection: &str,
        workflow: &str,
        column: &'static str,
        json: &str,
    ) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            let sql = format!(
                "INSERT INTO launches (connection, workflow_id, {column}) VALUES (?1, ?2, ?3) \
                 ON CONFLICT DO UPDATE SET {column} = excluded.{column}"
            );
            change
                .prepare_cached(&sql)?
                .execute(params![no, workflow, json])?;
            Ok(())
        })
    }

    /// What is remembered of a workflow's launches; empty if it was never launched from here.
    pub fn launch(&self, connection: &str, workflow: &str) -> Result<Launch, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else { return Ok(Launch::default()) };
            let found = state
                .prepare_cached(
                    "SELECT inputs, options FROM launches WHERE connection = ?1 AND workflow_id = ?2",
                )?
                .query_row(params![no, workflow], |row| {
                    Ok(Launch { inputs: row.get(0)?, options: row.get(1)? })
                })
                .optional()?;
            Ok(found.unwrap_or_default())
        })
    }

    /// Forgets the last inputs and options of a workflow; its presets stay.
    pub fn forget_launch(&self, connection: &str, workflow: &str) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change.execute(
                "DELETE FROM launches WHERE connection = ?1 AND workflow_id = ?2",
                params![no, workflow],
            )?;
            Ok(())
        })
    }

    /// Keeps inputs under a name, in the place of those that had it before.
    pub fn save_preset(
        &self,
        connection: &str,
        workflow: &str,
        preset: &Preset,
    ) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change.execute(
                "INSERT OR REPLACE INTO launch_presets VALUES (?1, ?2, ?3, ?4)",
                params![no, workflow, preset.name, preset.inputs],
            )?;
            Ok(())
        })
    }

    /// The presets of a workflow by name.
    pub fn presets(&self, connection: &str, workflow: &str) -> Result<Vec<Preset>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(Vec::new());
            };
            state
                .prepare_cached(
                    "SELECT name, inputs FROM launch_presets \
                     WHERE connection = ?1 AND workflow_id = ?2 ORDER BY name COLLATE NOCASE, name",
                )?
                .query_map(params![no, workflow], |row| {
                    Ok(Preset {
                        name: row.get(0)?,
                        inputs: row.get(1)?,
                    })
                })?
                .collect()
        })
    }

    /// Deletes a preset; false when there is none of that name.
    pub fn delete_preset(
        &self,
        connection: &str,
        workflow: &str,
        name: &str,
    ) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            let deleted = change.execute(
                "DELETE FROM launch_presets WHERE connection = ?1 AND workflow_id = ?2 AND name = ?3",
                params![no, workflow, name],
            )?;
            Ok(deleted > 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{HOME, library};

    #[test]
    fn remembers_inputs_and_options_apart() {
        let (_folder, library) = library();
        let check = |inputs: Option<&str>, options: Option<&str>| {
            let expected = Launch {
                inputs: inputs.map(str::to_owned),
                options: options.map(str::to_owned),
            };
            assert_eq!(library.launch(HOME, "w_1").unwrap(), expected);
        };
        check(None, None);
        library.set_last_inputs(HOME, "w_1", "{1}").unwrap();
        check(Some("{1}"), None);
        library.set_launch_options(HOME, "w_1", "{2}").unwrap();
        library.set_last_inputs(HOME, "w_1", "{3}").unwrap();
        library.set_last_inputs(HOME, "w_2", "{4}").unwrap();
        check(Some("{3}"), Some("{2}"));
        library.forget_launch(HOME, "w_1").unwrap();
        check(None, None);
        assert_eq!(
            library.launch(HOME, "w_2").unwrap().inputs.as_deref(),
            Some("{4}")
        );
    }

    #[test]
    fn keeps_presets_by_name() {
        let (_folder, library) = library();
        let preset = |name: &str, inputs: &str| Preset {
            name: name.to_owned(),
            inputs: inputs.to_owned(),
        };
        let check = |presets: &[Preset]| {
            assert_eq!(library.presets(HOME, "w_1").unwrap(), presets);
        };
        check(&[]);
        for (name, inputs) in [
            ("Zürich", "1"),
            ("berlin", "2"),
            ("Aachen", "3"),
            ("berlin", "4"),
        ] {
            library
                .save_preset(HOME, "w_1", &preset(name, inputs))
                .unwrap();
        }
        library
            .save_preset(HOME, "w_2", &preset("other", "5"))
            .unwrap();
        check(&[
            preset("Aachen", "3"),
            preset("berlin", "4"),
            preset("Zürich", "1"),
        ]);
        assert!(library.delete_preset(HOME, "w_1", "berlin").unwrap());
        assert!(!library.delete_preset(HOME, "w_1", "berlin").unwrap());
        check(&[preset("Aachen", "3"), preset("Zürich", "1")]);
    }
}
