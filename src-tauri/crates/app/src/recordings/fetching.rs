//! Fetching the files of a run in the background. A recording is there a moment after the run is over: until then the
//! same artifact is an empty `WebM`, which the server turns into an MP4.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use futures_util::TryStreamExt as _;
use skyvern_api::artifacts::{Artifact, Content};
use tokio::sync::{Mutex as AsyncMutex, Semaphore};

use super::is_recording;
use crate::App;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::{ConnectionId, RunId};
use crate::open::{blocking, lock};

type Key = (ConnectionId, RunId);
type Turns = HashMap<(ConnectionId, String), Weak<AsyncMutex<()>>>;

/// How long the server may take to finish a recording.
const PATIENCE: u32 = 40;
/// So many bytes at its beginning say what a file is.
const SIGNATURE: usize = 16;
const PAUSE: Duration = Duration::from_secs(1);
/// A recording that does not change for so many looks is as good as it gets: without ffmpeg it stays a `WebM`.
const SETTLED_LOOKS: u32 = 3;

/// So many runs are fetched at the same time; a hundred that end together do not crowd out everything else.
const AT_ONCE: usize = 4;

/// Which runs are being fetched, and why some could not be.
pub(crate) struct Fetching {
    under_way: Mutex<HashSet<Key>>,
    failed: Mutex<HashMap<Key, String>>,
    places: Semaphore,
    /// Held while an artifact is on its way, so that whoever else wants it waits instead of fetching it again.
    artifacts: Mutex<Turns>,
}

impl Default for Fetching {
    fn default() -> Self {
        Self {
            under_way: Mutex::default(),
            failed: Mutex::default(),
            places: Semaphore::new(AT_ONCE),
            artifacts: Mutex::default(),
        }
    }
}

impl Fetching {
    /// Why the last try failed. Asked once: the next question starts a new try.
    pub(super) fn failure(&self, connection: &ConnectionId, run: &RunId) -> Option<String> {
        lock(&self.failed).remove(&(connection.clone(), run.clone()))
    }

    /// What is held while an artifact is on its way.
    fn turn(&self, connection: &ConnectionId, artifact: &str) -> Arc<AsyncMutex<()>> {
        let mut artifacts = lock(&self.artifacts);
        artifacts.retain(|_, turn| turn.strong_count() > 0);
        let key = (connection.clone(), artifact.to_owned());
        if let Some(turn) = artifacts.get(&key).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::new(AsyncMutex::new(()));
        artifacts.insert(key, Arc::downgrade(&turn));
        turn
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
            // Closed never: it lives as long as the app.
            let _place = app.state.fetching.places.acquire().await;
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
            let artifacts = self.read_artifacts(connection, run).await?;
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
        let turn = self.state.fetching.turn(connection, id);
        let _fetching = turn.lock().await;
        let (name, key) = (connection.clone(), id.to_owned());
        let is_here = self
            .library(move |library| Ok(library.artifacts().open(name.as_str(), &key)?.is_some()))
            .await?;
        if is_here {
            return Ok(());
        }
        let client = self.client(connection)?;
        match client.artifacts().content(&id.into(), None).await {
            Ok(content) => self.keep_content(connection, id, content).await,
            Err(fault) => Err(self.fault(connection, fault).await),
        }
    }

    async fn keep_content(
        &self,
        connection: &ConnectionId,
        id: &str,
        content: Content,
    ) -> Result<()> {
        let told = content.content_type.clone();
        let (name, key) = (connection.clone(), id.to_owned());
        let mut writer = self
            .keep(connection, move |library| {
                library.artifacts().begin_write(name.as_str(), &key)
            })
            .await?;
        let mut first = Vec::new();
        let mut parts = content.into_stream();
        loop {
            let part = match parts.try_next().await {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(fault) => return Err(self.fault(connection, fault).await),
            };
            if first.len() < SIGNATURE {
                first.extend(part.iter().take(SIGNATURE));
            }
            writer = blocking(move || writer.append(&part).map(|()| writer)).await??;
        }
        let mime = media_type(&first, told.as_deref());
        self.keep(connection, move |_| writer.finish(&mime).map(drop))
            .await
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &[u8], told: Option<&str>, expected: &str) {
        assert_eq!(media_type(first, told), expected, "{first:?} {told:?}");
    }

    #[test]
    fn the_bytes_say_what_they_are() {
        let octets = Some("application/octet-stream");
        check(b"\0\0\0\x20ftypisom", octets, "video/mp4");
        check(b"\x1a\x45\xdf\xa3\x9f", Some("video/mp4"), "video/webm");
        check(b"\x89PNG\r\n\x1a\n", octets, "image/png");
        check(b"\xff\xd8\xff\xe0", None, "image/jpeg");
        check(b"%PDF-1.7", octets, "application/pdf");
    }

    #[test]
    fn else_the_server_does() {
        check(b"a,b", Some("text/csv; charset=utf-8"), "text/csv");
        check(b"", Some("video/webm"), "video/webm");
        check(b"???", Some(" "), "application/octet-stream");
        check(b"", None, "application/octet-stream");
        check(b"ftyp", None, "application/octet-stream");
    }

    fn check_name(uri: &str, expected: bool) {
        let artifact = serde_json::json!({
            "artifact_id": "a_1", "artifact_type": "recording", "uri": uri,
            "created_at": "2026-11-23T00:00:00",
        });
        let artifact: Artifact = serde_json::from_value(artifact).unwrap();
        assert_eq!(is_mp4(&artifact), expected, "{uri}");
    }

    #[test]
    fn a_finished_recording_is_told_by_its_name() {
        check_name("file:///srv/a_1_recording.mp4", true);
        check_name("https://s3/a_1_recording.MP4?sig=x.webm", true);
        check_name("file:///srv/a_1_recording.webm", false);
        check_name("file:///srv/mp4", false);
        check_name("", false);
    }
}
