//! The live picture of a run: by socket, else its newest screenshot (reference B.5).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{Stream, StreamExt as _};
use skyvern_api::live::{LiveMessage, LiveStatus, LiveView};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use workflow::kinds::Need;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ArtifactId, ConnectionId, RunId};
use crate::open::lock;
use crate::views::runs::LiveFrame;

/// Without a picture for so long, the newest screenshot is better than nothing.
const PATIENCE: Duration = Duration::from_secs(10);
/// Said beside a screenshot while the live picture is still awaited.
const NOT_YET: &str = "No live picture has come from the server yet.";
/// Said when the server does not say why it ended.
const BROKE_OFF: &str = "The live picture broke off.";
/// How often a newer screenshot is looked for.
const SCREENSHOT_PAUSE: Duration = Duration::from_secs(3);
/// The first pause before another try.
const SHORTEST_RETRY: Duration = Duration::from_secs(1);
/// The longest pause between two tries to reach a server that is away.
const LONGEST_RETRY: Duration = Duration::from_secs(15);
/// Pictures that a slow window has not taken are dropped but for so many.
const BACKLOG: usize = 2;

impl App {
    /// The live picture of a run. Ends with the run; dropping it stops it.
    ///
    /// # Errors
    /// [`crate::error::Error::NotFound`] for an unknown connection, [`crate::error::Error::Unauthorized`] while its key is missing.
    pub fn live_view(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<impl Stream<Item = LiveFrame> + Send + use<>> {
        self.client(connection)?;
        let (sender, mut receiver) = mpsc::channel(BACKLOG);
        let pictures = Pictures {
            app: self.clone(),
            connection: connection.clone(),
            run: run.clone(),
            sender,
        };
        self.spawn(async move {
            let closed = pictures.sender.clone();
            tokio::select! {
                () = closed.closed() => {}
                () = pictures.work() => {}
            }
        });
        Ok(futures_util::stream::poll_fn(move |context| {
            receiver.poll_recv(context)
        }))
    }
}

impl App {
    /// What ends when a connection gets another key or address, or is deleted.
    fn stop_of(&self, connection: &ConnectionId) -> Option<CancellationToken> {
        let registry = lock(&self.state.connections);
        registry.entry(connection).map(|entry| entry.stop.clone())
    }
}

struct Pictures {
    app: App,
    connection: ConnectionId,
    run: RunId,
    sender: mpsc::Sender<LiveFrame>,
}

/// How a live view came to its end.
enum End {
    /// The run is over.
    Over,
    /// The connection broke.
    Broken(String),
    /// This server shows no live pictures, or none came.
    NoPictures(&'static str),
    /// Nobody looks any more.
    Unwatched,
}

impl Pictures {
    async fn work(self) {
        let mut pause = SHORTEST_RETRY;
        self.send(LiveFrame::Starting).await;
        loop {
            if self.is_over() {
                return self.finish().await;
            }
            let began = Instant::now();
            match self.watch().await {
                End::Over => return self.finish().await,
                End::Unwatched => return,
                End::NoPictures(reason) => return self.follow_screenshots(reason).await,
                End::Broken(message) => {
                    self.send(LiveFrame::Lost { message }).await;
                    if began.elapsed() > LONGEST_RETRY {
                        // It went well for a while.
                        pause = SHORTEST_RETRY;
                    }
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_RETRY);
                }
            }
        }
    }

    /// One connection to the server, from its beginning to its end.
    async fn watch(&self) -> End {
        let Some(stop) = self.app.stop_of(&self.connection) else {
            return End::Over;
        };
        let followed = async {
            match self.open().await {
                Ok(view) => self.follow(view).await,
                Err(Error::NotFound(_)) => End::Over,
                Err(fault) => End::Broken(fault.to_string()),
            }
        };
        tokio::select! {
            end = followed => end,
            () = stop.cancelled() => End::Broken("The connection was changed.".to_owned()),
        }
    }

    async fn open(&self) -> Result<LiveView> {
        let client = self.app.client(&self.connection)?;
        match client.live().run(&self.run.as_str().into()).await {
            Ok(view) => Ok(view),
            Err(fault) => Err(self.app.fault(&self.connection, fault).await),
        }
    }

    async fn follow(&self, mut view: LiveView) -> End {
        let mut has_pictures = false;
        let mut patience = PATIENCE;
        let mut shown = None;
        loop {
            let message = match tokio::time::timeout(patience, view.next()).await {
                Ok(Some(message)) => message,
                Ok(None) => return End::Broken(BROKE_OFF.to_owned()),
                // A still page sends nothing, and neither does a run that is over.
                Err(_) if self.is_over() => return End::Over,
                Err(_) if has_pictures => continue,
                Err(_) => {
                    patience = SCREENSHOT_PAUSE;
                    self.bridge(&mut shown).await;
                    continue;
                }
            };
            match message {
                LiveMessage::Frame(frame) => {
                    has_pictures = true;
                    let picture = LiveFrame::Frame {
                        image: frame.data_url(),
                        width: frame.width,
                        height: frame.height,
                        url: frame.url,
                    };
                    if self.sender.send(picture).await.is_err() {
                        return End::Unwatched;
                    }
                }
                LiveMessage::Status(LiveStatus::Timeout | LiveStatus::SessionExpired) => {
                    return End::Broken("The server stopped sending pictures.".to_owned());
                }
                LiveMessage::Status(status) if status.is_final() => return End::Over,
                LiveMessage::UseVnc => {
                    return End::NoPictures("This server shows browsers through VNC only.");
                }
                LiveMessage::Refused(text) => return End::Broken(crate::error::sentence(&text)),
                LiveMessage::Closed { reason, .. } => {
                    return match reason.trim() {
                        _ if self.is_over() => End::Over,
                        "" => End::Broken(BROKE_OFF.to_owned()),
                        reason => End::Broken(crate::error::sentence(reason)),
                    };
                }
                _ => {}
            }
        }
    }

    /// Shows the best there is until the first live picture comes: a browser may take its time to start.
    async fn bridge(&self, shown: &mut Option<ArtifactId>) {
        if self.has_no_browser() {
            self.send(LiveFrame::NoBrowser).await;
        } else if let Err(fault) = self.show_newest_screenshot(shown, NOT_YET).await {
            tracing::debug!(%fault, "no screenshot stands in for the live picture");
        }
    }

    /// The newest screenshot of the run, again and again; works on all servers.
    async fn follow_screenshots(&self, reason: &str) {
        let mut shown = None;
        while !self.is_over() && self.app.stop_of(&self.connection).is_some() {
            if let Err(fault) = self.show_newest_screenshot(&mut shown, reason).await {
                self.send(LiveFrame::Lost {
                    message: fault.to_string(),
                })
                .await;
            }
            tokio::time::sleep(SCREENSHOT_PAUSE).await;
        }
        self.finish().await;
    }

    async fn show_newest_screenshot(
        &self,
        shown: &mut Option<ArtifactId>,
        reason: &str,
    ) -> Result<()> {
        let pictures = self.app.screenshots(&self.connection, &self.run).await?;
        let Some(newest) = pictures
            .last()
            .filter(|one| Some(&one.artifact) != shown.as_ref())
        else {
            return Ok(());
        };
        let client = self.app.client(&self.connection)?;
        let content = client
            .artifacts()
            .content(&newest.artifact.as_str().into(), None)
            .await;
        let bytes = match content {
            Ok(content) => content.into_bytes().await,
            Err(fault) => Err(fault),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(fault) => return Err(self.app.fault(&self.connection, fault).await),
        };
        let image = format!("data:image/png;base64,{}", STANDARD.encode(&bytes));
        self.send(LiveFrame::Screenshot {
            image,
            at: newest.at,
            reason: reason.to_owned(),
        })
        .await;
        *shown = Some(newest.artifact.clone());
        Ok(())
    }

    fn is_over(&self) -> bool {
        let held = self
            .app
            .state
            .watchers
            .snapshot(&self.connection, &self.run);
        held.is_some_and(|snapshot| snapshot.is_final())
    }

    /// Only kinds that need no browser in the workflow that runs.
    fn has_no_browser(&self) -> bool {
        let held = self
            .app
            .state
            .watchers
            .snapshot(&self.connection, &self.run);
        let Some(workflow) = held
            .as_ref()
            .and_then(|snapshot| snapshot.workflow.as_ref())
        else {
            return false;
        };
        workflow::outline::kinds_of(workflow)
            .iter()
            .all(|kind| workflow::kinds::of(kind).needs_browser == Need::Never)
    }

    async fn finish(&self) {
        self.send(LiveFrame::Ended).await;
    }

    async fn send(&self, frame: LiveFrame) {
        // Nobody looking is noticed by the caller's next step.
        let _ = self.sender.send(frame).await;
    }
}
