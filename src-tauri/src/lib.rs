//! The desktop package: the only one that knows Tauri. It opens the windows and passes calls to crate `app`.

pub mod bindings;
mod commands;
mod error;
mod events;
mod shell;

use std::process::ExitCode;
use std::sync::Arc;

use app::{App, Ports};
use secrets::Keychain;
use tauri::{AppHandle, Manager};

use shell::live_views::LiveViews;
use shell::store::StoreFile;
use shell::watching::Watching;
use shell::{quitting, windows};

/// Starts Eyrie and returns when it has quit.
#[expect(
    clippy::exit,
    reason = "Tauri's own macro; it ends a program whose pages were not built in"
)]
pub fn run() -> ExitCode {
    let contract = bindings::builder();
    let built = tauri::Builder::default()
        // First, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|handle, _, _| {
            windows::focus_main(handle);
        }))
        .plugin(log_plugin())
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(contract.invoke_handler())
        .setup(move |tauri_app| {
            contract.mount_events(tauri_app);
            open(tauri_app.handle())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(tauri_app) => {
            tauri_app.run(quitting::on_event);
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error),
    }
}

/// Opens the app behind the windows, then the main window.
fn open(handle: &AppHandle) -> Result<(), Box<dyn std::error::Error>> {
    let ports = Ports {
        data_folder: handle.path().app_local_data_dir()?,
        log_folder: handle.path().app_log_dir()?,
        vault: Arc::new(Keychain::new()),
        store: Arc::new(StoreFile::open(handle)?),
    };
    let app = tauri::async_runtime::block_on(App::open(ports))?;
    events::forward(handle.clone(), &app);
    handle.manage(app);
    handle.manage(LiveViews::default());
    handle.manage(Watching::default());
    windows::open_main(handle)?;
    Ok(())
}

fn log_plugin() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_log::Builder::new()
        .level(tauri_plugin_log::log::LevelFilter::Info)
        .max_file_size(2_000_000)
        .build()
}

/// Says on standard error why the app could not start.
#[expect(clippy::print_stderr, reason = "there is no window and no log yet")]
fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("Eyrie could not start: {error}");
    ExitCode::FAILURE
}
