//! The contract with the window: the one list of commands and events, and the TypeScript made from it.

use std::path::Path;

use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::{commands, events};

/// The commands and events as Tauri needs them.
#[expect(clippy::too_many_lines, reason = "one uniform list, a line a command")]
pub fn builder() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .error_handling(ErrorHandlingMode::Throw)
        // One shape in both directions; views have no field that only one side may leave out.
        .disable_serde_phases()
        .commands(collect_commands![
            commands::connections::connections,
            commands::connections::test_connection,
            commands::connections::add_connection,
            commands::connections::update_connection,
            commands::connections::delete_connection,
            commands::connections::select_connection,
            commands::connections::check_connection,
            commands::connections::sync_connection,
            commands::connections::check_keychain,
            commands::workflows::workflows,
            commands::workflows::search_workflows,
            commands::workflows::workflow,
            commands::workflows::workflow_text,
            commands::workflows::workflow_versions,
            commands::workflows::move_workflows,
            commands::workflows::duplicate_workflows,
            commands::workflows::delete_workflows,
            commands::workflows::undo_deletion,
            commands::workflows::import_files,
            commands::workflows::choose_and_import,
            commands::workflows::import_text,
            commands::workflows::choose_and_export,
            commands::workflows::templates,
            commands::workflows::create_from_template,
            commands::workflows::kinds,
            commands::editor::editor_catalogue,
            commands::editor::editor_choices,
            commands::editor::new_workflow,
            commands::editor::open_editor,
            commands::editor::close_editor,
            commands::editor::edit,
            commands::editor::undo_edit,
            commands::editor::redo_edit,
            commands::editor::discard_draft,
            commands::editor::editor_block,
            commands::editor::editor_names,
            commands::editor::reference_uses,
            commands::editor::render_text,
            commands::editor::drop_gaps,
            commands::editor::find_text,
            commands::editor::copy_blocks,
            commands::editor::paste_blocks,
            commands::editor::editor_yaml,
            commands::editor::edit_yaml,
            commands::editor::publish,
            commands::editor::publish_copy,
            commands::editor::merge_view,
            commands::editor::merge_draft,
            commands::editor::workflow_history,
            commands::editor::compare,
            commands::editor::take_over,
            commands::editor::promotion_form,
            commands::editor::promote,
            commands::editor::schema_rows,
            commands::editor::schema_of_rows,
            commands::editor::infer_schema,
            commands::editor::read_curl,
            commands::folders::folders,
            commands::folders::create_folder,
            commands::folders::rename_folder,
            commands::folders::delete_folder,
            commands::launch::launch_form,
            commands::launch::check_launch,
            commands::launch::launch,
            commands::launch::launch_command,
            commands::launch::save_preset,
            commands::launch::delete_preset,
            commands::launch::upload_file,
            commands::launch::choose_and_upload,
            commands::runs::runs,
            commands::runs::open_run,
            commands::runs::watch_run,
            commands::runs::node_detail,
            commands::runs::cancel_runs,
            commands::runs::retry_runs,
            commands::runs::approve_run,
            commands::runs::reject_run,
            commands::live::show_live_view,
            commands::live::hide_live_view,
            commands::recordings::run_media,
            commands::recordings::screenshots,
            commands::recordings::media_base,
            commands::recordings::recordings,
            commands::recordings::pin_recording,
            commands::recordings::remove_recording,
            commands::recordings::open_download,
            commands::recordings::reveal_download,
            commands::recordings::save_artifact,
            commands::recordings::storage_usage,
            commands::lists::schedules,
            commands::lists::credentials,
            commands::lists::search_everything,
            commands::settings::settings,
            commands::settings::update_settings,
            commands::settings::set_layout,
            commands::settings::about,
            commands::settings::open_link,
            commands::settings::open_folder,
            commands::settings::save_text,
        ])
        .events(collect_events![
            events::ConnectionsChanged,
            events::WorkflowsChanged,
            events::FoldersChanged,
            events::RunsChanged,
            events::RunChanged,
            events::MediaChanged,
            events::SettingsChanged,
            events::EditorChanged,
            events::NoticeShown,
        ])
}

/// Writes the TypeScript side of the contract to `file`.
pub fn export(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let language = specta_typescript::Typescript::default()
        .header("// Generated by `UPDATE_BINDINGS=1 cargo test --test bindings`. Do not edit.\n");
    builder().export(language, file)?;
    Ok(())
}
