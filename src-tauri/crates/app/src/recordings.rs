//! Recordings, screenshots and downloads: what there is, kept where it survives the server's links.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use skyvern_api::artifacts::{Artifact, ArtifactKind};

use crate::App;
use crate::error::Result;
use crate::ids::{ArtifactId, ConnectionId, NodeId, RunId};
use crate::open::blocking;
use crate::runs::RunSnapshot;
use crate::views::recordings::{
    RecordingMedia, RecordingRow, RunMedia, ScreenshotView, StorageUsage,
};
use crate::views::runs::{RunQuery, RunStatus};

mod artifacts;
pub(crate) mod fetching;
mod files;
mod length;
pub(crate) mod media_server;

/// So many finished runs are looked through for recordings.
const LISTED_RUNS: u32 = 200;

impl App {
    /// What can be played of a run. What is not on this computer yet is fetched; `MediaChanged` tells when it is.
    ///
    /// # Errors
    /// [`crate::error::Error::Library`]; that the server does not answer stands in [`RunMedia::None`].
    pub async fn run_media(&self, connection: &ConnectionId, run: &RunId) -> Result<RunMedia> {
        let snapshot = self.known_run(connection, run).await?;
        let is_over = match &snapshot {
            Some(snapshot) => snapshot.is_final(),
            None => self.is_listed_as_over(connection, run).await?,
        };
        if !is_over {
            return Ok(RunMedia::Preparing);
        }
        if let Some(ready) = self
            .kept_media(connection, run, snapshot.as_deref())
            .await?
        {
            return Ok(ready);
        }
        if let Some(reason) = self.state.fetching.failure(connection, run) {
            return Ok(RunMedia::None { reason });
        }
        self.fetch_media_of(connection, run);
        Ok(RunMedia::Preparing)
    }

    /// The pictures of a run, oldest first.
    ///
    /// # Errors
    /// [`crate::error::Error::Offline`] when the list was never read.
    pub async fn screenshots(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<Vec<ScreenshotView>> {
        let base = self.media_base(connection)?;
        let mut pictures: Vec<Artifact> = self
            .artifacts_of(connection, run)
            .await?
            .into_iter()
            .filter(|artifact| artifact.kind.is_screenshot() && !artifact.archived)
            .collect();
        pictures.sort_by_key(|artifact| artifact.created_at);
        Ok(pictures
            .into_iter()
            .map(|artifact| ScreenshotView {
                url: format!("{base}{}", artifact.artifact_id),
                artifact: ArtifactId(artifact.artifact_id.as_str().to_owned()),
                at: Some(artifact.created_at),
                node: artifact
                    .block_run_id
                    .map(|id| NodeId(id.as_str().to_owned())),
            })
            .collect())
    }

    /// `http://127.0.0.1:<port>/<token>/<connection>/`; an artifact id after it makes an address for `img` and `video`.
    ///
    /// # Errors
    /// [`crate::error::Error::NotFound`] for an unknown connection.
    pub fn media_base(&self, connection: &ConnectionId) -> Result<String> {
        self.saved(connection)?;
        Ok(self.state.media.base(connection))
    }

    /// The finished runs that have a recording, newest first: kept here, or known to be on the server.
    pub async fn recordings(&self, connection: &ConnectionId) -> Result<Vec<RecordingRow>> {
        let query = RunQuery {
            limit: LISTED_RUNS,
            ..RunQuery::default()
        };
        let runs = self.runs(connection, &query).await?.rows;
        let name = connection.clone();
        let kept = self
            .library(move |library| library.artifacts().list(name.as_str()))
            .await?;
        let mut rows = Vec::new();
        for run in runs.into_iter().filter(|run| run.status.is_final()) {
            let Some(artifacts) = self.kept_artifacts(connection, &run.id).await? else {
                continue;
            };
            let recordings: Vec<_> = artifacts.iter().filter(|one| is_recording(one)).collect();
            if recordings.is_empty() {
                continue;
            }
            let here: Vec<_> = kept
                .iter()
                .filter(|one| {
                    recordings
                        .iter()
                        .any(|it| it.artifact_id.as_str() == one.id)
                })
                .collect();
            let bytes = if here.is_empty() {
                recordings
                    .iter()
                    .filter_map(|one| one.file_size)
                    .sum::<u64>()
            } else {
                here.iter().map(|one| one.len).sum()
            };
            rows.push(RecordingRow {
                run: run.id,
                workflow: run.workflow,
                title: run.title,
                status: run.status,
                finished_at: run.finished_at,
                seconds: run.seconds,
                bytes: Some(as_size(bytes)).filter(|bytes| *bytes > 0.0),
                is_kept: !here.is_empty(),
                is_pinned: here.iter().any(|one| one.is_kept),
                is_available: !recordings.iter().all(|one| one.archived),
            });
        }
        Ok(rows)
    }

    /// Sets whether the recordings of a run are never removed to make room. They are fetched first if need be.
    ///
    /// # Errors
    /// What the server gives when they have to be fetched.
    pub async fn pin_recording(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        is_pinned: bool,
    ) -> Result<()> {
        for artifact in self
            .artifacts_of(connection, run)
            .await?
            .iter()
            .filter(|one| is_recording(one))
        {
            if is_pinned {
                self.fetch_artifact(connection, artifact.artifact_id.as_str())
                    .await?;
            }
            let (name, id) = (connection.clone(), artifact.artifact_id.clone());
            self.library(move |library| {
                library
                    .artifacts()
                    .set_kept(name.as_str(), id.as_str(), is_pinned)
                    .map(drop)
            })
            .await?;
        }
        self.tell_media(connection, run);
        Ok(())
    }

    /// Removes the recordings of a run from this computer.
    pub async fn remove_recording(&self, connection: &ConnectionId, run: &RunId) -> Result<()> {
        let artifacts = self
            .kept_artifacts(connection, run)
            .await?
            .unwrap_or_default();
        for artifact in artifacts.into_iter().filter(is_recording) {
            let name = connection.clone();
            self.library(move |library| {
                library
                    .artifacts()
                    .remove(name.as_str(), artifact.artifact_id.as_str())
                    .map(drop)
            })
            .await?;
        }
        self.tell_media(connection, run);
        Ok(())
    }

    /// The bytes of an artifact as a file on this computer under its own name, for another program.
    ///
    /// # Errors
    /// What the server gives when it has to be fetched, [`crate::error::Error::File`] when it cannot be written.
    pub async fn artifact_file(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        artifact: &ArtifactId,
    ) -> Result<PathBuf> {
        let name = self.download_name(connection, run, artifact).await?;
        self.export_to_temp(connection, artifact, &name).await
    }

    /// Writes the bytes of an artifact to `to`.
    ///
    /// # Errors
    /// As [`App::artifact_file`].
    pub async fn save_artifact(
        &self,
        connection: &ConnectionId,
        _run: &RunId,
        artifact: &ArtifactId,
        to: &Path,
    ) -> Result<()> {
        self.copy_artifact(connection, artifact, to).await
    }

    /// How much of the space for recordings and pictures is used.
    pub async fn storage_usage(&self) -> Result<StorageUsage> {
        let usage = self.library(|library| library.artifacts().usage()).await?;
        let folder = self.state.ports.data_folder.join("library.db");
        let other = tokio::fs::metadata(folder)
            .await
            .map_or(0, |file| file.len());
        Ok(StorageUsage {
            recordings_bytes: as_size(usage.bytes),
            other_bytes: as_size(other),
            limit_bytes: self.settings().storage_limit_bytes,
        })
    }

    /// Makes what is kept fit into the limit of the settings.
    pub(crate) async fn make_room(&self) -> Result<()> {
        let limit = as_bytes(self.settings().storage_limit_bytes);
        self.library(move |library| library.artifacts().set_limit(Some(limit)).map(drop))
            .await
    }

    /// The run as it is watched or was kept.
    async fn known_run(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<Option<Arc<RunSnapshot>>> {
        if let Some(held) = self.state.watchers.snapshot(connection, run) {
            return Ok(Some(held));
        }
        Ok(self.kept_run(connection, run).await?.map(Arc::new))
    }

    /// Whether a run that was never read whole is over as far as the list of runs tells.
    async fn is_listed_as_over(&self, connection: &ConnectionId, run: &RunId) -> Result<bool> {
        let (name, id) = (connection.clone(), run.clone());
        let listed = self
            .library(move |library| library.run(name.as_str(), id.as_str()))
            .await?;
        Ok(listed.is_some_and(|run| RunStatus::of_word(&run.status).is_final()))
    }

    /// The recordings, if all of them are on this computer.
    async fn kept_media(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        snapshot: Option<&RunSnapshot>,
    ) -> Result<Option<RunMedia>> {
        let Some(artifacts) = self.kept_artifacts(connection, run).await? else {
            return Ok(None);
        };
        let recordings: Vec<_> = artifacts.into_iter().filter(is_recording).collect();
        if recordings.is_empty() {
            return Ok(None);
        }
        let mut media = Vec::new();
        for recording in recordings {
            match self.media_of(connection, &recording, snapshot).await? {
                Some(one) => media.push(one),
                None => return Ok(None),
            }
        }
        Ok(Some(RunMedia::Ready { recordings: media }))
    }

    async fn media_of(
        &self,
        connection: &ConnectionId,
        recording: &Artifact,
        snapshot: Option<&RunSnapshot>,
    ) -> Result<Option<RecordingMedia>> {
        let (name, id) = (connection.clone(), recording.artifact_id.clone());
        let opened = self
            .library(move |library| library.artifacts().open(name.as_str(), id.as_str()))
            .await?;
        let Some(opened) = opened else {
            return Ok(None);
        };
        let (len, mime) = (opened.len, opened.mime.clone());
        // A file that makes a parser stumble may still play.
        let seconds = blocking(move || length::seconds(opened.file, len, &opened.mime))
            .await
            .unwrap_or_default();
        let base = self.media_base(connection)?;
        Ok(Some(RecordingMedia {
            artifact: ArtifactId(recording.artifact_id.as_str().to_owned()),
            url: format!("{base}{}", recording.artifact_id),
            mime,
            bytes: as_size(len),
            starts_at: starts_at(recording, snapshot, seconds),
            seconds,
            is_kept: true,
        }))
    }
}

/// When the first picture was taken. A recording ends when the browser is closed, which is right before the run is
/// called finished; the server notes no beginning.
fn starts_at(
    recording: &Artifact,
    snapshot: Option<&RunSnapshot>,
    seconds: Option<f64>,
) -> Option<DateTime<Utc>> {
    let finished = snapshot.and_then(|snapshot| snapshot.rich.finished_at);
    let end = finished.unwrap_or(recording.created_at);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of a recording fit"
    )]
    let length = TimeDelta::milliseconds((seconds? * 1000.0) as i64);
    end.checked_sub_signed(length)
}

fn is_recording(artifact: &Artifact) -> bool {
    artifact.kind == ArtifactKind::Recording
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes are shown, not counted with"
)]
fn as_size(bytes: u64) -> f64 {
    bytes as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates at both ends"
)]
fn as_bytes(size: f64) -> u64 {
    size as u64
}
