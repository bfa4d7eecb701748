//! Live pictures by socket, on the same port as everything else.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_util::sync::CancellationToken;

use super::{World, lock};

/// What a live view shows next.
#[derive(Debug, Clone)]
pub(crate) enum Scene {
    /// A text as it goes over the wire.
    Message(String),
    /// A proper end with a code and a reason.
    Close(u16, &'static str),
    /// The connection breaks.
    Break,
    /// Nothing more comes.
    Silence,
}

/// A listener whose connections are sorted by what they ask for first.
pub(super) struct Sorted {
    pub(super) address: SocketAddr,
    plain: mpsc::UnboundedReceiver<(TcpStream, SocketAddr)>,
    task: tokio::task::JoinHandle<()>,
}

impl Sorted {
    /// Listens; the second part is where those who want a live view arrive.
    pub(super) async fn bind(address: SocketAddr) -> (Self, mpsc::UnboundedReceiver<TcpStream>) {
        let listener = TcpListener::bind(address).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (plain_sender, plain) = mpsc::unbounded_channel();
        let (live_sender, live) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            while let Ok((stream, from)) = listener.accept().await {
                let (plain, live) = (plain_sender.clone(), live_sender.clone());
                // A connection may say nothing for long; others must not wait for it.
                tokio::spawn(async move {
                    // Whoever would take it may be gone: the server is being stopped.
                    if is_live(&stream).await {
                        let _ = live.send(stream);
                    } else {
                        let _ = plain.send((stream, from));
                    }
                });
            }
        });
        let sorted = Self {
            address,
            plain,
            task,
        };
        (sorted, live)
    }
}

impl Drop for Sorted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl axum::serve::Listener for Sorted {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        match self.plain.recv().await {
            Some(accepted) => accepted,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

async fn is_live(stream: &TcpStream) -> bool {
    let mut begin = [0; 24];
    let read = stream.peek(&mut begin).await.unwrap_or_default();
    begin[..read].starts_with(b"GET /api/v1/stream/")
}

/// Plays the script of the live view to everybody who comes, from the beginning.
pub(super) async fn serve(
    mut streams: mpsc::UnboundedReceiver<TcpStream>,
    world: Arc<Mutex<World>>,
    stop: CancellationToken,
) {
    loop {
        let stream = tokio::select! {
            () = stop.cancelled() => return,
            stream = streams.recv() => stream,
        };
        let Some(stream) = stream else { return };
        let (world, stop) = (Arc::clone(&world), stop.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = play(stream, &world) => {}
            }
        });
    }
}

async fn play(stream: TcpStream, world: &Mutex<World>) {
    let mut socket = tokio_tungstenite::accept_async(stream)
        .await
        .expect("a handshake");
    let scenes = {
        let mut world = lock(world);
        world.live_views += 1;
        world.live.pop_front().unwrap_or_default()
    };
    for scene in scenes {
        let sent = match scene {
            Scene::Message(text) => socket.send(Message::text(text)).await,
            Scene::Close(code, reason) => {
                let frame = CloseFrame {
                    code: code.into(),
                    reason: reason.into(),
                };
                socket.close(Some(frame)).await
            }
            Scene::Break => return,
            Scene::Silence => break,
        };
        if sent.is_err() {
            return;
        }
    }
    // Waits until the other side is gone.
    while let Some(Ok(_)) = socket.next().await {}
}
