//! When windows come to the screen.

use std::sync::mpsc::{Receiver, channel};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt, EventMask};

use crate::process::now;

/// Windows smaller than this are the toolkit's own.
const SMALLEST: u16 = 300;

/// The times at which windows came to the screen, in milliseconds since 1970.
#[derive(Debug)]
pub(crate) struct Screen {
    shown: Receiver<f64>,
}

impl Screen {
    /// Looks at the display from now on. No window manager may run, as is so below `xvfb-run`.
    pub(crate) fn watch() -> Self {
        let (connection, number) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[number].root;
        let wanted = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        connection
            .change_window_attributes(root, &wanted)
            .and_then(|_| connection.flush())
            .expect("the display tells of its windows");
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            while let Ok(event) = connection.wait_for_event() {
                let Event::MapNotify(event) = event else {
                    continue;
                };
                let at = now();
                let size = connection.get_geometry(event.window).ok();
                let is_window = size
                    .and_then(|size| size.reply().ok())
                    .is_some_and(|size| size.width >= SMALLEST);
                if is_window && sender.send(at).is_err() {
                    break;
                }
            }
        });
        Self { shown }
    }

    /// When the first window since the last call came; waits for none.
    pub(crate) fn first_shown(&self) -> f64 {
        let times: Vec<f64> = self.shown.try_iter().collect();
        *times.first().expect("a window came to the screen")
    }
}
