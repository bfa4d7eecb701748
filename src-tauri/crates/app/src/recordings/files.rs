//! Artifacts as files for the person and for other programs.

use std::path::{Path, PathBuf};

use super::App;
use crate::error::{Error, Result};
use crate::ids::{ArtifactId, ConnectionId, RunId};
use crate::open::blocking;

impl App {
    /// The name that a download has, else the artifact's id.
    pub(super) async fn download_name(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        artifact: &ArtifactId,
    ) -> Result<String> {
        let known = self.known_run(connection, run).await?;
        let name = known.and_then(|snapshot| {
            let files = &snapshot.rich.downloaded_files;
            let file = files.iter().find(|file| {
                file.artifact_id
                    .as_ref()
                    .is_some_and(|id| id.as_str() == artifact.as_str())
            })?;
            file.filename.clone()
        });
        Ok(plain_name(name.as_deref().unwrap_or(artifact.as_str())))
    }

    /// Deletes what was copied for other programs in an earlier session.
    pub(crate) fn forget_opened_files(&self) {
        let folder = self.opened_folder();
        self.spawn(async move {
            if let Err(fault) = tokio::fs::remove_dir_all(&folder).await
                && fault.kind() != std::io::ErrorKind::NotFound
            {
                tracing::info!(%fault, "files that were opened earlier stay");
            }
        });
    }

    fn opened_folder(&self) -> PathBuf {
        self.state.ports.data_folder.join("opened")
    }

    /// Copies an artifact under its name to a folder of its own below the data folder.
    pub(super) async fn export_to_temp(
        &self,
        connection: &ConnectionId,
        artifact: &ArtifactId,
        name: &str,
    ) -> Result<PathBuf> {
        let folder = self.opened_folder().join(plain_name(artifact.as_str()));
        tokio::fs::create_dir_all(&folder)
            .await
            .map_err(|fault| unwritable(&folder, &fault))?;
        let to = folder.join(name);
        self.copy_artifact(connection, artifact, &to).await?;
        Ok(to)
    }

    /// Copies the bytes of an artifact to `to`, fetching them first if need be.
    pub(super) async fn copy_artifact(
        &self,
        connection: &ConnectionId,
        artifact: &ArtifactId,
        to: &Path,
    ) -> Result<()> {
        self.fetch_artifact(connection, artifact.as_str()).await?;
        let (name, id) = (connection.clone(), artifact.clone());
        let opened = self
            .library(move |library| library.artifacts().open(name.as_str(), id.as_str()))
            .await?;
        let mut opened = opened.ok_or_else(|| {
            Error::Library("The file did not fit into the space set for recordings.".to_owned())
        })?;
        let path = to.to_owned();
        blocking(move || {
            let mut target =
                std::fs::File::create(&path).map_err(|fault| unwritable(&path, &fault))?;
            std::io::copy(&mut opened.file, &mut target)
                .map(drop)
                .map_err(|fault| unwritable(&path, &fault))
        })
        .await?
    }
}

fn unwritable(path: &Path, fault: &std::io::Error) -> Error {
    Error::File(format!("{} cannot be written: {fault}.", path.display()))
}

/// A name from elsewhere must not lead out of its folder, nor be one that some system does not take.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_odd = |c: char| c.is_control() || ":*?\"<>|".contains(c);
    let plain: String = last
        .chars()
        .map(|c| if is_odd(c) { '-' } else { c })
        .collect();
    match plain.trim_matches([' ', '.']) {
        "" => "file".to_owned(),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(plain_name(name), expected, "{name:?}");
    }

    #[test]
    fn names_stay_in_their_folder() {
        check("invoice.pdf", "invoice.pdf");
        check("../../.ssh/authorized_keys", "authorized_keys");
        check("C:\\Windows\\system.ini", "system.ini");
        check("a:b?.csv", "a-b-.csv");
        check("..", "file");
        check("", "file");
        check("folder/", "file");
        check("a_600042195779517722", "a_600042195779517722");
    }
}
