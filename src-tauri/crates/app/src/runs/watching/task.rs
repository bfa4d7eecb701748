//! The work of one watcher.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, watch};

use super::Watched;
use crate::App;
use crate::error::Error;
use crate::event::{Event, Notice};
use crate::ids::{ConnectionId, RunId};
use crate::open::lock;
use crate::runs::{RunSnapshot, build, changes, notices};
use crate::views::runs::{Freshness, RunView};

/// The pause after something changed.
const SHORTEST: Duration = Duration::from_millis(700);
/// The pause when nothing changes, and when no window looks.
const LONGEST: Duration = Duration::from_secs(5);
/// The longest pause between two tries to reach a server that is away.
const LONGEST_RETRY: Duration = Duration::from_secs(15);

pub(super) struct Task {
    pub(super) app: App,
    pub(super) connection: ConnectionId,
    pub(super) run: RunId,
    pub(super) sender: watch::Sender<Watched>,
    pub(super) wake: Arc<Notify>,
}

/// What to do after a read.
enum Next {
    /// Read again after this time, or when woken.
    After(Duration),
    /// Read again only when woken: another key or address is needed.
    WhenWoken,
    /// The run is over, or nothing can be shown.
    End,
}

impl Task {
    pub(super) async fn work(self) {
        let mut next = if self.begin_with_kept().await {
            Next::End
        } else {
            Next::After(Duration::ZERO)
        };
        let mut away_since: Option<DateTime<Utc>> = None;
        let mut pause = SHORTEST;
        loop {
            match next {
                Next::After(wait) => tokio::select! {
                    () = self.wake.notified() => {}
                    () = tokio::time::sleep(wait) => {}
                },
                Next::WhenWoken => self.wake.notified().await,
                Next::End => break,
            }
            let held = self.held().map(|(_, snapshot)| snapshot);
            let read = self
                .app
                .read_run(&self.connection, &self.run, held.as_deref())
                .await;
            next = match read {
                Ok(snapshot) => {
                    away_since = None;
                    self.after_reading(snapshot, &mut pause).await
                }
                Err(fault) => {
                    let since = *away_since.get_or_insert_with(Utc::now);
                    pause = (pause * 2).min(LONGEST_RETRY);
                    self.after_failing(&fault, since, pause).await
                }
            };
        }
        self.leave();
    }

    async fn after_reading(&self, snapshot: RunSnapshot, pause: &mut Duration) -> Next {
        let is_over = snapshot.is_final();
        let has_changed = self.take(snapshot).await;
        if is_over {
            return Next::End;
        }
        *pause = if has_changed {
            SHORTEST
        } else {
            (*pause * 3 / 2).min(LONGEST)
        };
        let is_looked_at = self.of_watcher(|watcher| watcher.lookers > 0);
        let pause = if is_looked_at { *pause } else { LONGEST };
        Next::After(pause.max(self.app.quiet_time(&self.connection)))
    }

    /// Shows what was kept, says that the server is away, or gives up.
    async fn after_failing(&self, fault: &Error, since: DateTime<Utc>, pause: Duration) -> Next {
        self.hold_kept().await;
        let may_come_back = matches!(fault, Error::Offline(_) | Error::Server(_));
        let again = Next::After(pause.max(self.app.quiet_time(&self.connection)));
        let Some((view, snapshot)) = self.held() else {
            self.sender.send_replace(Watched::Failed(fault.clone()));
            let is_for_notice = self.of_watcher(|watcher| watcher.is_for_notice);
            return if may_come_back && is_for_notice {
                again
            } else {
                Next::End
            };
        };
        let mut now = view.as_ref().clone();
        now.head.freshness = if may_come_back {
            Freshness::Retrying {
                since,
                message: fault.to_string(),
            }
        } else {
            Freshness::Kept {
                at: Some(since),
                reason: fault.to_string(),
            }
        };
        let change = changes::between(&view, &now);
        self.sender.send_replace(Watched::Seen {
            view: Arc::new(now),
            snapshot,
        });
        if let Some(change) = change {
            self.app.emit(Event::RunChanged(Box::new(change)));
        }
        match may_come_back {
            true => again,
            false if self.of_watcher(|watcher| watcher.lookers > 0) => Next::WhenWoken,
            false => Next::End,
        }
    }

    /// Shows what was kept. A run that was over when it was kept needs no more; `true` then.
    async fn begin_with_kept(&self) -> bool {
        let Ok(Some(kept)) = self.app.kept_run(&self.connection, &self.run).await else {
            return false;
        };
        if !kept.is_final() {
            return false;
        }
        let view = self.view(&kept, Freshness::Live).await;
        self.show(view, kept);
        true
    }

    /// Takes what was kept of a run that goes on, when there is nothing better.
    async fn hold_kept(&self) {
        if self.held().is_some() {
            return;
        }
        if let Ok(Some(kept)) = self.app.kept_run(&self.connection, &self.run).await {
            let freshness = Freshness::Kept {
                at: None,
                reason: String::new(),
            };
            let view = self.view(&kept, freshness).await;
            self.show(view, kept);
        }
    }

    /// Takes in a new snapshot: keeps it, tells the windows what differs. Returns whether anything did.
    async fn take(&self, snapshot: RunSnapshot) -> bool {
        let view = self.view(&snapshot, Freshness::Live).await;
        let before = self.held().map(|(view, _)| view);
        let change = before
            .as_ref()
            .and_then(|before| changes::between(before, &view));
        let notice = self.notice(before.as_deref(), &view);
        let has_changed = before.is_none() || change.is_some();
        if has_changed {
            let trigger = view.head.trigger.clone();
            let kept = self
                .app
                .keep_snapshot(&self.connection, &snapshot, trigger)
                .await;
            if let Err(fault) = kept {
                tracing::warn!(%fault, "a run is not kept");
            }
        }
        let is_over = view.head.is_final;
        self.show(view, snapshot);
        if let Some(change) = change {
            self.app.emit(Event::RunChanged(Box::new(change)));
        }
        if let Some(notice) = notice {
            self.app.emit(Event::Notice(notice));
        }
        if is_over {
            self.app.fetch_media_of(&self.connection, &self.run);
        }
        has_changed
    }

    /// What a person should hear of. The end of a run is told once, whoever sees it.
    fn notice(&self, before: Option<&RunView>, now: &RunView) -> Option<Notice> {
        let is_for_notice = self.of_watcher(|watcher| watcher.is_for_notice);
        let notice = match before {
            Some(before) => notices::of(&before.head, &now.head),
            None if is_for_notice => notices::of_news(&now.head),
            None => None,
        };
        let key = (self.connection.clone(), self.run.clone());
        let is_told = now.head.is_final && !self.app.state.watchers.is_first_to_tell(&key);
        notice.filter(|_| !is_told)
    }

    async fn view(&self, snapshot: &RunSnapshot, freshness: Freshness) -> RunView {
        let (name, id) = (self.connection.clone(), self.run.clone());
        let kept = self
            .app
            .library(move |library| library.run(name.as_str(), id.as_str()))
            .await;
        let trigger = kept
            .ok()
            .flatten()
            .map(|run| run.trigger)
            .filter(|text| !text.is_empty());
        build::view(&self.connection, snapshot, freshness, trigger)
    }

    fn show(&self, view: RunView, snapshot: RunSnapshot) {
        self.sender.send_replace(Watched::Seen {
            view: Arc::new(view),
            snapshot: Arc::new(snapshot),
        });
    }

    fn held(&self) -> Option<(Arc<RunView>, Arc<RunSnapshot>)> {
        match &*self.sender.borrow() {
            Watched::Seen { view, snapshot } => Some((view.clone(), snapshot.clone())),
            Watched::Nothing | Watched::Failed(_) => None,
        }
    }

    /// Asks the entry of this watcher; `false` when it is gone.
    fn of_watcher(&self, ask: impl FnOnce(&super::Watcher) -> bool) -> bool {
        let key = (self.connection.clone(), self.run.clone());
        lock(&self.app.state.watchers.by_run)
            .get(&key)
            .is_some_and(|watcher| self.is_of(watcher) && ask(watcher))
    }

    /// Another one may have taken its place.
    fn is_of(&self, watcher: &super::Watcher) -> bool {
        Arc::ptr_eq(&watcher.wake, &self.wake)
    }

    /// Ends; what was seen stays for those who look.
    fn leave(&self) {
        let key = (self.connection.clone(), self.run.clone());
        let mut watchers = lock(&self.app.state.watchers.by_run);
        if watchers
            .get(&key)
            .is_some_and(|watcher| self.is_of(watcher) && watcher.lookers == 0)
        {
            watchers.remove(&key);
        }
    }
}
