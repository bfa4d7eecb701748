//! Exporting workflows, one file each, in the shape that can be imported again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, WorkflowId};
use crate::views::workflows::{ExportReport, TextFormat};
use crate::workflows::detail;

impl App {
    /// Writes one file a workflow into `folder`. Files that are there already stay; a number is added instead.
    ///
    /// # Errors
    /// [`Error::File`] at the first file that cannot be written; those before it are there.
    pub async fn export_workflows(
        &self,
        connection: &ConnectionId,
        ids: &[WorkflowId],
        format: TextFormat,
        folder: PathBuf,
    ) -> Result<ExportReport> {
        let (mut files, mut open_secrets) = (Vec::new(), Vec::new());
        let mut taken = HashSet::new();
        for id in ids {
            let title = self.row_of(connection, id).await?.title;
            let body = self.body(connection, id, None).await?;
            let text = detail::text(&body, format);
            let file = free_name(&folder, &title, format, &mut taken);
            tokio::fs::write(&file, text).await.map_err(|fault| {
                Error::File(format!("{} cannot be written: {fault}.", file.display()))
            })?;
            files.push(file.display().to_string());
            let places = workflow::texts::open_secrets(&body);
            open_secrets.extend(places.iter().map(|place| {
                let label = place.block.unwrap_or_default();
                format!("{} of {label} in “{title}”", place.field)
            }));
        }
        Ok(ExportReport {
            folder: Some(folder.display().to_string()),
            files,
            open_secrets,
        })
    }
}

/// A path in `folder` that no file has, made from the title.
fn free_name(
    folder: &Path,
    title: &str,
    format: TextFormat,
    taken: &mut HashSet<PathBuf>,
) -> PathBuf {
    let extension = match format {
        TextFormat::Yaml => "yaml",
        TextFormat::Json => "json",
    };
    let stem = file_stem(title);
    let numbered = (2..).map(|number| format!("{stem} {number}"));
    let mut paths = std::iter::once(stem.clone())
        .chain(numbered)
        .map(|name| folder.join(format!("{name}.{extension}")));
    let free = paths.find(|path| !taken.contains(path) && !path.exists());
    // The iterator has no end, so there is always a free one.
    let free = free.unwrap_or_else(|| folder.join(format!("{stem}.{extension}")));
    taken.insert(free.clone());
    free
}

/// The title without the characters that some file system does not take.
pub(crate) fn file_stem(title: &str) -> String {
    let plain: String = title
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '-'
            } else {
                c
            }
        })
        .take(120)
        .collect();
    match plain.trim_matches([' ', '.']) {
        "" => "workflow".to_owned(),
        stem => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        assert_eq!(file_stem(title), expected, "{title:?}");
    }

    #[test]
    fn titles_become_file_names() {
        check("Invoice downloader", "Invoice downloader");
        check("A/B: \"why?\"", "A-B- -why--");
        check(" .hidden. ", "hidden");
        check("…", "…");
        check("", "workflow");
    }

    #[test]
    fn a_file_that_is_there_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.yaml"), "kept").unwrap();
        let mut taken = HashSet::new();
        let mut name = || free_name(folder.path(), "a", TextFormat::Yaml, &mut taken);
        assert_eq!(name(), folder.path().join("a 2.yaml"));
        assert_eq!(name(), folder.path().join("a 3.yaml"));
    }
}
