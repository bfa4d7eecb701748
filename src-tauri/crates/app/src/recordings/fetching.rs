//! Fetching the files of a run in the background. A recording is there a moment after the run is over: until then the
//! same artifact is an empty `WebM`, which the server turns into an MP4.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use skyvern_api::artifacts::Artifact;

use super::is_recording;
use crate::App;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::{ConnectionId, RunId};
use crate::open::{blocking, lock};

type Key = (ConnectionId, RunId);

/// How long the server may take to finish a recording.
const PATIENCE: u32 = 40;
const PAUSE: Duration = Duration::from_secs(1);
/// A recording that does not change for so many looks is as good as it gets: without ffmpeg it stays a `WebM`.
const SETTLED_LOOKS: u32 = 3;

/// Which runs are being fetched, and why some could not be.
#[derive(Default)]
pub(crate) struct Fetching {
    under_way: Mutex<HashSet<Key>>,
    failed: Mutex<HashMap<Key, String>>,
}

impl Fetching {
    /// Why the last try failed. Asked once: the next question starts a new try.
    pub(super) fn failure(&self, connection: &ConnectionId, run: &RunId) -> Option<String> {
        lock(&self.failed).remove(&(connection.clone(), run.clone()))
    }
}

impl App {
    /// Fetches the recordings of a run that is over; `MediaChanged` tells of the end, good or bad.
    pub(crate) fn fetch_media_of(&self, connection: &ConnectionId, run: &RunId) {
        let key = (connection.clone(), run.clone());
        if !lock(&self.state.fetching.under_way).insert(key.clone()) {
            return;
        }
        let app = self.clone();
        self.spawn(async move {
            let (connection, run) = &key;
            let failed = app.fetch_recordings(connection, run).await.err();
            lock(&app.state.fetching.under_way).remove(&key);
            if let Some(reason) = failed {
                lock(&app.state.fetching.failed).insert(key.clone(), reason.to_string());
            }
            app.tell_media(connection, run);
        });
    }

    pub(super) fn tell_media(&self, connection: &ConnectionId, run: &RunId) {
        self.emit(Event::MediaChanged {
            connection: connection.clone(),
            run: run.clone(),
        });
    }

    async fn fetch_recordings(&self, connection: &ConnectionId, run: &RunId) -> Result<()> {
        let recordings = self.settled_recordings(connection, run).await?;
        if recordings.is_empty() {
            return Err(Error::NotFound(
                "This run has no recording: no browser was opened, or the server does not record."
                    .to_owned(),
            ));
        }
        for recording in recordings {
            if recording.archived {
                return Err(Error::NotFound(
                    "The server has archived this recording.".to_owned(),
                ));
            }
            if recording.file_size == Some(0) {
                return Err(Error::NotFound(
                    "The server's recording is empty; it did not finish writing it.".to_owned(),
                ));
            }
            self.fetch_artifact(connection, recording.artifact_id.as_str())
                .await?;
        }
        Ok(())
    }

    /// The recordings once the server has finished them.
    async fn settled_recordings(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<Vec<Artifact>> {
        let mut before: Vec<Artifact> = Vec::new();
        let mut unchanged = 0;
        for _ in 0..PATIENCE {
            let artifacts = self.artifacts_of(connection, run).await?;
            let now: Vec<Artifact> = artifacts.into_iter().filter(is_recording).collect();
            let is_finished = now
                .iter()
                .all(|one| is_mp4(one) && one.file_size != Some(0));
            if !now.is_empty() && is_finished {
                return Ok(now);
            }
            unchanged = if now == before { unchanged + 1 } else { 0 };
            let has_bytes = now.iter().all(|one| one.file_size != Some(0));
            if unchanged >= SETTLED_LOOKS && has_bytes {
                return Ok(now);
            }
            before = now;
            tokio::time::sleep(PAUSE).await;
        }
        Ok(before)
    }

    /// Brings the bytes of an artifact to this computer, if they are not here.
    pub(super) async fn fetch_artifact(&self, connection: &ConnectionId, id: &str) -> Result<()> {
        let (name, key) = (connection.clone(), id.to_owned());
        let is_here = self
            .library(move |library| Ok(library.artifacts().open(name.as_str(), &key)?.is_some()))
            .await?;
        if is_here {
            return Ok(());
        }
        let client = self.client(connection)?;
        let content = match client.artifacts().content(&id.into(), None).await {
            Ok(content) => content,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        let told = content.content_type.clone();
        let (name, key) = (connection.clone(), id.to_owned());
        let mut writer = self
            .library(move |library| library.artifacts().begin_write(name.as_str(), &key))
            .await?;
        let mut first = Vec::new();
        let mut parts = content.into_stream();
        loop {
            let part = match parts.try_next().await {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(fault) => return Err(self.fault(connection, fault).await),
            };
            if first.len() < 16 {
                first.extend(part.iter().take(16));
            }
            writer = blocking(move || writer.append(&part).map(|()| writer)).await??;
        }
        let mime = media_type(&first, told.as_deref());
        blocking(move || writer.finish(&mime)).await??;
        Ok(())
    }
}

fn is_mp4(recording: &Artifact) -> bool {
    recording
        .uri
        .split('?')
        .next()
        .and_then(|path| path.rsplit_once('.'))
        .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("mp4"))
}

/// The bytes themselves say best what they are; servers tell `application/octet-stream` at times.
fn media_type(first: &[u8], told: Option<&str>) -> String {
    let seen = match first {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("video/mp4"),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some("video/webm"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'%', b'P', b'D', b'F', ..] => Some("application/pdf"),
        _ => None,
    };
    let told = told.map(|told| told.split(';').next().unwrap_or_default().trim().to_owned());
    seen.map(str::to_owned)
        .or(told.filter(|told| !told.is_empty()))
        .unwrap_or_else(|| "application/octet-stream".to_owned())
}
