//! `file_upload` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, storage, summary};

pub(super) static KIND: Kind = Kind {
    name: "file_upload",
    title: "Upload files",
    doc: "Puts the run's files into a storage.",
    category: Category::Send,
    glyph: "upload",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::choice(
            "storage_type",
            &["s3", "azure", "google_drive", "sftp"],
            "Where the files go.",
        )
        .or_text("s3"),
        storage::S3_BUCKET,
        storage::AWS_ACCESS_KEY_ID,
        storage::AWS_SECRET_ACCESS_KEY,
        storage::REGION_NAME,
        storage::ENDPOINT_URL,
        storage::AZURE_STORAGE_ACCOUNT_NAME,
        storage::AZURE_STORAGE_ACCOUNT_KEY,
        storage::AZURE_BLOB_CONTAINER_NAME,
        Field::text(
            "azure_folder_path",
            "Azure: accepted and dropped by the server; the path below counts.",
        )
        .advanced(),
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
        Field::text(
            "path",
            "Folder or prefix at the destination. Left empty, the id of the run.",
        ),
        Field::prompt(
            "prompt",
            "In words, which files to upload. Left empty, all.",
        ),
    ],
    output: Output::LIST,
    summary: |block| summary::upload(block),
};
