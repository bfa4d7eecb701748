//! Watching runs. Any number of windows share one watcher; it asks often while things change, seldom while they do
//! not, and no more when the run is over.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use super::{RunSnapshot, build, changes, notices};
use crate::App;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::{ConnectionId, RunId};
use crate::open::lock;
use crate::views::runs::{Freshness, RunView};

/// The pause after something changed.
const SHORTEST: Duration = Duration::from_millis(700);
/// The pause when nothing changes.
const LONGEST: Duration = Duration::from_secs(5);
/// The longest pause between two tries to reach a server that is away.
const LONGEST_RETRY: Duration = Duration::from_secs(15);

type Key = (ConnectionId, RunId);

/// The watchers by run.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<HashMap<Key, Watcher>>);

struct Watcher {
    /// How many windows look, and whether the app itself waits for the end.
    lookers: usize,
    is_kept_for_notice: bool,
    state: watch::Receiver<Watched>,
    wake: Arc<Notify>,
    stop: CancellationToken,
}

/// What a watcher knows.
#[derive(Clone)]
enum Watched {
    Nothing,
    Seen {
        view: Arc<RunView>,
        snapshot: Arc<RunSnapshot>,
    },
    Failed(Error),
}

impl Watchers {
    /// Asks the server about a run now.
    pub(crate) fn wake(&self, connection: &ConnectionId, run: &RunId) {
        if let Some(watcher) = lock(&self.0).get(&(connection.clone(), run.clone())) {
            watcher.wake.notify_one();
        }
    }

    /// What is held of a run that is being watched.
    pub(crate) fn snapshot(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Option<Arc<RunSnapshot>> {
        let watchers = lock(&self.0);
        let watcher = watchers.get(&(connection.clone(), run.clone()))?;
        match &*watcher.state.borrow() {
            Watched::Seen { snapshot, .. } => Some(snapshot.clone()),
            Watched::Nothing | Watched::Failed(_) => None,
        }
    }

    /// Stops all watching of a connection.
    pub(crate) fn forget_connection(&self, connection: &ConnectionId) {
        lock(&self.0).retain(|(of, _), watcher| {
            let is_kept = of != connection;
            if !is_kept {
                watcher.stop.cancel();
            }
            is_kept
        });
    }
}

impl App {
    /// Everything known of a run, and from now on its changes as events, until `unwatch_run` was called as often.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Offline`] when the server is away and nothing was kept.
    pub async fn watch_run(&self, connection: &ConnectionId, run: &RunId) -> Result<RunView> {
        let mut state = self.watcher(connection, run, true);
        let seen = state
            .wait_for(|watched| !matches!(watched, Watched::Nothing))
            .await
            .map(|watched| watched.clone());
        match seen {
            Ok(Watched::Seen { view, .. }) => Ok(view.as_ref().clone()),
            Ok(Watched::Failed(fault)) => {
                self.unwatch_run(connection, run);
                Err(fault)
            }
            Ok(Watched::Nothing) | Err(_) => Err(Error::NotFound(
                "This connection is no longer there.".to_owned(),
            )),
        }
    }

    /// Takes back one call of [`App::watch_run`].
    pub fn unwatch_run(&self, connection: &ConnectionId, run: &RunId) {
        let key = (connection.clone(), run.clone());
        let mut watchers = lock(&self.state.watchers.0);
        let Some(watcher) = watchers.get_mut(&key) else {
            return;
        };
        watcher.lookers = watcher.lookers.saturating_sub(1);
        let is_over = match &*watcher.state.borrow() {
            Watched::Seen { view, .. } => view.head.is_final,
            Watched::Failed(_) => true,
            Watched::Nothing => false,
        };
        if watcher.lookers == 0 && (is_over || !watcher.is_kept_for_notice) {
            watcher.stop.cancel();
            watchers.remove(&key);
        }
    }

    /// Watches runs that are under way until they end, so that their end can be told. Runs that were launched
    /// elsewhere too.
    pub(crate) async fn watch_launched_elsewhere(
        &self,
        connection: &ConnectionId,
        runs: impl Iterator<Item = RunId>,
    ) {
        for run in runs {
            let (name, id) = (connection.clone(), run.clone());
            let kept = self
                .library(move |library| library.run(name.as_str(), id.as_str()))
                .await;
            let is_under_way = kept.is_ok_and(|kept| {
                kept.is_some_and(|record| !crate::sync::is_final(&record.status))
            });
            if is_under_way {
                drop(self.watcher(connection, &run, false));
            }
        }
    }

    /// The state of the watcher of a run; starts one if there is none.
    fn watcher(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        is_looker: bool,
    ) -> watch::Receiver<Watched> {
        let mut watchers = lock(&self.state.watchers.0);
        let key = (connection.clone(), run.clone());
        if let Some(watcher) = watchers.get_mut(&key) {
            watcher.lookers += usize::from(is_looker);
            watcher.is_kept_for_notice |= !is_looker;
            return watcher.state.clone();
        }
        let (sender, state) = watch::channel(Watched::Nothing);
        let watcher = Watcher {
            lookers: usize::from(is_looker),
            is_kept_for_notice: !is_looker,
            state: state.clone(),
            wake: Arc::new(Notify::new()),
            stop: self.state.stop.child_token(),
        };
        let task = Task {
            app: self.clone(),
            connection: connection.clone(),
            run: run.clone(),
            sender,
            wake: watcher.wake.clone(),
        };
        let stop = watcher.stop.clone();
        watchers.insert(key, watcher);
        drop(watchers);
        self.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = task.work() => {}
            }
        });
        state
    }

    /// Ends a watcher that nobody looks at any more.
    fn drop_unwatched(&self, connection: &ConnectionId, run: &RunId) {
        let key = (connection.clone(), run.clone());
        let mut watchers = lock(&self.state.watchers.0);
        if watchers
            .get(&key)
            .is_some_and(|watcher| watcher.lookers == 0)
        {
            watchers.remove(&key);
        }
    }
}

/// The work of one watcher.
struct Task {
    app: App,
    connection: ConnectionId,
    run: RunId,
    sender: watch::Sender<Watched>,
    wake: Arc<Notify>,
}

impl Task {
    async fn work(self) {
        if self.begin_with_kept().await {
            return self.app.drop_unwatched(&self.connection, &self.run);
        }
        let mut pause = SHORTEST;
        let mut away_since: Option<DateTime<Utc>> = None;
        loop {
            match self
                .app
                .read_run(&self.connection, &self.run, self.held().as_deref())
                .await
            {
                Ok(snapshot) => {
                    away_since = None;
                    let is_over = snapshot.is_final();
                    let has_changed = self.take(snapshot).await;
                    if is_over {
                        break;
                    }
                    pause = if has_changed {
                        SHORTEST
                    } else {
                        (pause * 3 / 2).min(LONGEST)
                    };
                }
                Err(fault) => {
                    let since = *away_since.get_or_insert_with(Utc::now);
                    self.hold_kept().await;
                    if !self.is_worth_another_try(&fault, since) {
                        break;
                    }
                    pause = (pause * 2).min(LONGEST_RETRY);
                }
            }
            tokio::select! {
                () = self.wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
        self.app.drop_unwatched(&self.connection, &self.run);
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
        let before = match &*self.sender.borrow() {
            Watched::Seen { view, .. } => Some(view.clone()),
            Watched::Nothing | Watched::Failed(_) => None,
        };
        let change = before
            .as_ref()
            .and_then(|before| changes::between(before, &view));
        let notice = before
            .as_ref()
            .and_then(|before| notices::of(&before.head, &view.head));
        let has_changed = before.is_none() || change.is_some();
        if has_changed {
            let trigger = view.head.trigger.clone();
            if let Err(fault) = self
                .app
                .keep_snapshot(&self.connection, &snapshot, trigger)
                .await
            {
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

    /// What to do about a fault: show what was kept, say that the server is away, or give up.
    fn is_worth_another_try(&self, fault: &Error, since: DateTime<Utc>) -> bool {
        let held = match &*self.sender.borrow() {
            Watched::Seen { view, snapshot } => Some((view.clone(), snapshot.clone())),
            Watched::Nothing | Watched::Failed(_) => None,
        };
        let may_come_back = matches!(fault, Error::Offline(_) | Error::Server(_));
        let Some((view, snapshot)) = held else {
            self.sender.send_replace(Watched::Failed(fault.clone()));
            return false;
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
        if let Some(change) = changes::between(&view, &now) {
            self.app.emit(Event::RunChanged(Box::new(change)));
        }
        self.sender.send_replace(Watched::Seen {
            view: Arc::new(now),
            snapshot,
        });
        may_come_back
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

    fn held(&self) -> Option<Arc<RunSnapshot>> {
        match &*self.sender.borrow() {
            Watched::Seen { snapshot, .. } => Some(snapshot.clone()),
            Watched::Nothing | Watched::Failed(_) => None,
        }
    }
}
