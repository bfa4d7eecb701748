//! A small web site for the browser of the Skyvern server.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use tokio::net::TcpListener;

/// The address of a site that is served until the test ends.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// Without a slash at the end.
    pub(crate) url: String,
}

impl Site {
    /// Serves on a free port of this computer.
    pub(crate) async fn start() -> Self {
        let routes = Router::new()
            .route(
                "/",
                get(async || Html(shop("Lighthouse supplies", "#24506b"))),
            )
            .route("/orders", get(async || Html(shop("Orders", "#5a3b6e"))))
            .route("/prices.csv", get(prices));
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("the port");
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self {
            url: format!("http://{address}"),
        }
    }
}

fn shop(title: &str, color: &str) -> String {
    let rows = (1..=8).fold(String::new(), |rows, number| {
        rows + &format!(
            "<tr><td>Lamp {number}</td><td>€ {}.00</td></tr>",
            number * 12
        )
    });
    format!(
        "<!doctype html><title>{title}</title><style>body{{margin:0;font:28px sans-serif;background:#f6f4ef}}\
         header{{background:{color};color:#fff;padding:28px 48px}}table{{margin:40px 48px;border-spacing:24px 10px}}\
         </style><header>{title}</header><table>{rows}</table>"
    )
}

async fn prices() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/csv")],
        "item,price\nlamp,12\nbell,24\n",
    )
}
