//! The server's folders.

use rusqlite::params;

use crate::connections::{connection_no, known_no};
use crate::error::LibraryError;
use crate::open::Library;

/// A folder as the server lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderRecord {
    /// The server's id of it.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for; empty if nobody said.
    pub description: String,
    /// How many workflows the server counts in it.
    pub workflow_count: u32,
}

impl Library {
    /// Takes the server's list for what is there, in its order. True when it differs from before.
    pub fn replace_folders(
        &self,
        connection: &str,
        folders: &[FolderRecord],
    ) -> Result<bool, LibraryError> {
        if self.folders(connection)? == folders {
            return Ok(false);
        }
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change.execute("DELETE FROM folders WHERE connection = ?1", [no])?;
            let mut insert = change
                .prepare_cached("INSERT OR REPLACE INTO folders VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for (position, folder) in (0_i64..).zip(folders) {
                let FolderRecord {
                    id,
                    title,
                    description,
                    workflow_count,
                } = folder;
                insert.execute(params![
                    no,
                    position,
                    id,
                    title,
                    description,
                    workflow_count
                ])?;
            }
            Ok(true)
        })
    }

    /// All folders in the server's order.
    pub fn folders(&self, connection: &str) -> Result<Vec<FolderRecord>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(Vec::new());
            };
            state
                .prepare_cached(
                    "SELECT id, title, description, workflow_count FROM folders \
                     WHERE connection = ?1 ORDER BY position",
                )?
                .query_map([no], |row| {
                    Ok(FolderRecord {
                        id: row.get(0)?,
                        title: row.get(1)?,
                        description: row.get(2)?,
                        workflow_count: row.get(3)?,
                    })
                })?
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{HOME, library};

    #[test]
    fn keeps_the_servers_list() {
        let (_folder, library) = library();
        let folder = |id: &str, title: &str| FolderRecord {
            id: id.to_owned(),
            title: title.to_owned(),
            description: String::new(),
            workflow_count: 3,
        };
        let check = |folders: &[FolderRecord], is_change: bool| {
            assert_eq!(library.replace_folders(HOME, folders).unwrap(), is_change);
            assert_eq!(library.folders(HOME).unwrap(), folders);
        };
        check(&[], false);
        check(&[folder("f_2", "Zebra"), folder("f_1", "Ape")], true);
        check(&[folder("f_2", "Zebra"), folder("f_1", "Ape")], false);
        check(&[folder("f_1", "Ape"), folder("f_2", "Zebra")], true);
        check(&[folder("f_1", "Bear")], true);
        assert!(library.folders("elsewhere").unwrap().is_empty());
        check(&[], true);
    }
}
