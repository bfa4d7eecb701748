//! The names of folders and files.

use crate::hash::file_name;

/// Longer ids than this are replaced by their hash.
const MAX_NAME: usize = 100;

/// Where an artifact's file is below the folder of artifacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) folder: String,
    pub(super) name: String,
}

impl Place {
    pub(super) fn of(connection: &str, artifact: &str) -> Self {
        Self {
            folder: Self::folder_of(connection),
            name: name_of(artifact),
        }
    }

    pub(super) fn folder_of(connection: &str) -> String {
        file_name(connection)
    }
}

/// The id itself where every file system takes it as it is, two that differ in case included.
fn name_of(artifact: &str) -> String {
    let is_plain = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '_' | '-');
    // Device names of Windows (`con`, `lpt1`) have no underscore; the server's ids have one.
    if artifact.len() <= MAX_NAME && artifact.contains('_') && artifact.chars().all(is_plain) {
        artifact.to_owned()
    } else {
        format!("x-{}", file_name(artifact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_distinct() {
        assert_eq!(name_of("a_5123-x"), "a_5123-x");
        let odd = [
            "",
            ".",
            "..",
            "../a_1",
            "A_1",
            "a/b_",
            "con",
            "a_ü",
            "a_1.part",
            &"a_".repeat(99),
        ];
        let names: Vec<String> = odd.iter().map(|id| name_of(id)).collect();
        for name in &names {
            assert!(name.starts_with("x-") && name.len() == 34, "{name}");
        }
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), odd.len());
        assert_ne!(Place::folder_of("one"), Place::folder_of("two"));
    }
}
