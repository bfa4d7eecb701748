//! Watching runs. Any number of windows share one watcher; it asks often while things change, seldom while they do
//! not, and no more when the run is over. Its work is in `task`.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use super::RunSnapshot;
use crate::App;
use crate::connections::unknown;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, RunId};
use crate::open::lock;
use crate::views::runs::{Freshness, RunView};

mod task;

type Key = (ConnectionId, RunId);

/// The watchers by run.
#[derive(Default)]
pub(crate) struct Watchers {
    by_run: Mutex<HashMap<Key, Watcher>>,
    /// Runs whose end was told; none is told twice.
    told: Mutex<HashSet<Key>>,
}

struct Watcher {
    /// How many windows look.
    lookers: usize,
    /// Whether a person is to be told of what happens, also when no window looks.
    is_for_notice: bool,
    state: watch::Receiver<Watched>,
    wake: Arc<Notify>,
    stop: CancellationToken,
}

/// Why a run is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A window shows it.
    Look,
    /// Something happened that a person should hear of.
    Notice,
}

/// What a watcher knows.
#[derive(Clone)]
enum Watched {
    Nothing,
    Seen {
        view: Arc<RunView>,
        snapshot: Arc<RunSnapshot>,
    },
    /// Nothing is kept, and nothing could be read.
    Failed(Error),
}

impl Watchers {
    /// Asks the server about a run now.
    pub(crate) fn wake(&self, connection: &ConnectionId, run: &RunId) {
        if let Some(watcher) = lock(&self.by_run).get(&(connection.clone(), run.clone())) {
            watcher.wake.notify_one();
        }
    }

    /// Asks about all runs of a connection now: its server, its key or its address is another.
    pub(crate) fn wake_connection(&self, connection: &ConnectionId) {
        let watchers = lock(&self.by_run);
        let of_connection = watchers.iter().filter(|((of, _), _)| of == connection);
        of_connection.for_each(|(_, watcher)| watcher.wake.notify_one());
    }

    /// What is held of a run that is being watched.
    pub(crate) fn snapshot(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Option<Arc<RunSnapshot>> {
        let watchers = lock(&self.by_run);
        let watcher = watchers.get(&(connection.clone(), run.clone()))?;
        match &*watcher.state.borrow() {
            Watched::Seen { snapshot, .. } => Some(snapshot.clone()),
            Watched::Nothing | Watched::Failed(_) => None,
        }
    }

    /// Stops all watching of a connection.
    pub(crate) fn forget_connection(&self, connection: &ConnectionId) {
        lock(&self.by_run).retain(|(of, _), watcher| {
            let is_kept = of != connection;
            if !is_kept {
                watcher.stop.cancel();
            }
            is_kept
        });
        lock(&self.told).retain(|(of, _)| of != connection);
    }

    /// Whether the end of a run is still to be told; from now on it is not.
    fn is_first_to_tell(&self, key: &Key) -> bool {
        lock(&self.told).insert(key.clone())
    }
}

impl App {
    /// Everything known of a run, and from now on its changes as events, until `unwatch_run` was called as often.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Offline`] when the server is away and nothing was kept.
    pub async fn watch_run(&self, connection: &ConnectionId, run: &RunId) -> Result<RunView> {
        let mut state = self.watcher(connection, run, Purpose::Look);
        let mut looker = Looker {
            app: self,
            connection,
            run,
            is_staying: false,
        };
        let is_known = |watched: &Watched| !matches!(watched, Watched::Nothing);
        let seen = state.wait_for(is_known).await;
        match seen.map(|watched| watched.clone()) {
            Ok(Watched::Seen { view, .. }) => {
                looker.is_staying = true;
                Ok(view.as_ref().clone())
            }
            Ok(Watched::Failed(fault)) => Err(fault),
            Ok(Watched::Nothing) | Err(_) => Err(unknown()),
        }
    }

    /// Takes back one call of [`App::watch_run`].
    pub fn unwatch_run(&self, connection: &ConnectionId, run: &RunId) {
        let key = (connection.clone(), run.clone());
        let mut watchers = lock(&self.state.watchers.by_run);
        let Some(watcher) = watchers.get_mut(&key) else {
            return;
        };
        watcher.lookers = watcher.lookers.saturating_sub(1);
        if watcher.lookers == 0 && (!watcher.is_for_notice || !watcher.is_at_work()) {
            watcher.stop.cancel();
            watchers.remove(&key);
        }
    }

    /// Looks at a run about which there is news, so that a person hears of it.
    pub(crate) fn watch_for_notice(&self, connection: &ConnectionId, run: &RunId) {
        drop(self.watcher(connection, run, Purpose::Notice));
    }

    /// The state of the watcher of a run; starts one if there is none.
    fn watcher(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        purpose: Purpose,
    ) -> watch::Receiver<Watched> {
        let key = (connection.clone(), run.clone());
        let mut watchers = lock(&self.state.watchers.by_run);
        let (mut lookers, mut is_for_notice) = (0, false);
        if let Some(watcher) = watchers.get_mut(&key) {
            watcher.lookers += usize::from(purpose == Purpose::Look);
            watcher.is_for_notice |= purpose == Purpose::Notice;
            if !watcher.has_failed() {
                return watcher.state.clone();
            }
            // Whoever comes after a failure gets a new try.
            watcher.stop.cancel();
            (lookers, is_for_notice) = (watcher.lookers, watcher.is_for_notice);
        } else if purpose == Purpose::Look {
            lookers = 1;
        } else {
            is_for_notice = true;
        }
        let (sender, state) = watch::channel(Watched::Nothing);
        let watcher = Watcher {
            lookers,
            is_for_notice,
            state: state.clone(),
            wake: Arc::new(Notify::new()),
            stop: self.state.stop.child_token(),
        };
        let task = task::Task {
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
}

impl Watcher {
    /// Whether anything is still to be read by itself: the run goes on, and what stands in the way may pass.
    fn is_at_work(&self) -> bool {
        match &*self.state.borrow() {
            Watched::Seen { view, .. } => {
                !view.head.is_final && !matches!(view.head.freshness, Freshness::Kept { .. })
            }
            Watched::Nothing => true,
            Watched::Failed(_) => false,
        }
    }

    fn has_failed(&self) -> bool {
        matches!(&*self.state.borrow(), Watched::Failed(_))
    }
}

/// A window that waits for a run. Should it give up, it takes its look back.
struct Looker<'a> {
    app: &'a App,
    connection: &'a ConnectionId,
    run: &'a RunId,
    is_staying: bool,
}

impl Drop for Looker<'_> {
    fn drop(&mut self) {
        if !self.is_staying {
            self.app.unwatch_run(self.connection, self.run);
        }
    }
}
