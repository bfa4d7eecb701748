//! Schedules and credentials, listed only; the palette's search.

use app::App;
use app::ids::ConnectionId;
use app::views::lists::{CredentialRow, PaletteResults, Schedules};
use tauri::State;

use crate::error::CommandResult;

#[tauri::command]
#[specta::specta]
pub(crate) async fn schedules(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Schedules> {
    Ok(app.schedules(&connection).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn credentials(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Vec<CredentialRow>> {
    Ok(app.credentials(&connection).await?)
}

/// Workflows, runs and blocks whose words match.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search_everything(
    app: State<'_, App>,
    connection: ConnectionId,
    text: String,
) -> CommandResult<PaletteResults> {
    Ok(app.search_everything(&connection, &text).await?)
}
