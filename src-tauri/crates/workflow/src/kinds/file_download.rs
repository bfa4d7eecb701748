//! `file_download` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, storage, summary};

pub(super) static KIND: Kind = Kind {
    name: "file_download",
    title: "Download files",
    doc: "Saves files from the page, or fetches them from a storage.",
    category: Category::Act,
    glyph: "download",
    needs_browser: Need::Sometimes,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::choice(
            "download_target",
            &["website", "s3", "azure", "google_drive", "sftp"],
            "Where the files come from. Only `website` uses the browser.",
        )
        .or_text("website"),
        Field::prompt("navigation_goal", "What to do in the page, in words.").required(),
        shared::URL,
        storage::S3_BUCKET,
        storage::AWS_ACCESS_KEY_ID,
        storage::AWS_SECRET_ACCESS_KEY,
        storage::REGION_NAME,
        storage::ENDPOINT_URL,
        storage::AZURE_STORAGE_ACCOUNT_NAME,
        storage::AZURE_STORAGE_ACCOUNT_KEY,
        storage::AZURE_BLOB_CONTAINER_NAME,
        storage::GOOGLE_CREDENTIAL_ID,
        storage::GOOGLE_DRIVE_FOLDER_ID,
        storage::SFTP_HOST,
        storage::SFTP_PORT,
        storage::SFTP_USERNAME,
        storage::SFTP_PASSWORD,
        storage::SFTP_PRIVATE_KEY,
        storage::SFTP_PRIVATE_KEY_PASSPHRASE,
        storage::SFTP_REMOTE_PATH,
        storage::SFTP_HOST_KEY,
        Field::text("path", "Folder or prefix at the source."),
        Field::prompt(
            "prompt",
            "In words, which of the files at the source to take.",
        ),
        Field::boolean(
            "continue_on_empty",
            false,
            "Counts it as success when there is no file.",
        )
        .advanced(),
        shared::TITLE,
        shared::ENGINE,
        shared::ENGINE_PINNED,
        shared::ERROR_CODE_MAPPING,
        shared::MAX_RETRIES,
        shared::MAX_STEPS_PER_RUN,
        shared::PARAMETER_KEYS,
        shared::DOWNLOAD_SUFFIX,
        shared::TOTP_VERIFICATION_URL,
        shared::TOTP_IDENTIFIER,
        shared::DISABLE_CACHE,
        Field::new(
            "download_timeout",
            Holds::Number,
            "How long to wait for the download, in minutes.",
        )
        .advanced(),
    ],
    output: Output::TASK,
    summary: |block| summary::download(block),
};
