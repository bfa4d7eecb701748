//! The fields of an outside storage, alike in Download files and Upload files.

use super::field::{Field, Holds};

pub(super) const S3_BUCKET: Field = Field::text("s3_bucket", "S3: name of the bucket.");
pub(super) const AWS_ACCESS_KEY_ID: Field =
    Field::text("aws_access_key_id", "S3: id of the access key.");
pub(super) const AWS_SECRET_ACCESS_KEY: Field =
    Field::text("aws_secret_access_key", "S3: the secret access key.").secret();
pub(super) const REGION_NAME: Field = Field::text("region_name", "S3: region of the bucket.");
pub(super) const ENDPOINT_URL: Field = Field::new(
    "endpoint_url",
    Holds::Url,
    "S3: address of a storage that is not Amazon's but speaks the same language.",
)
.advanced();
pub(super) const AZURE_STORAGE_ACCOUNT_NAME: Field = Field::text(
    "azure_storage_account_name",
    "Azure: name of the storage account.",
);
pub(super) const AZURE_STORAGE_ACCOUNT_KEY: Field = Field::text(
    "azure_storage_account_key",
    "Azure: key of the storage account.",
)
.secret();
pub(super) const AZURE_BLOB_CONTAINER_NAME: Field =
    Field::text("azure_blob_container_name", "Azure: name of the container.");
pub(super) const GOOGLE_CREDENTIAL_ID: Field = Field::new(
    "google_credential_id",
    Holds::Credential,
    "Google Drive: the account to use.",
);
pub(super) const GOOGLE_DRIVE_FOLDER_ID: Field = Field::text(
    "google_drive_folder_id",
    "Google Drive: id of the folder. Left empty, the top folder.",
);
pub(super) const SFTP_HOST: Field = Field::text("sftp_host", "SFTP: name of the server.");
pub(super) const SFTP_PORT: Field = Field::new(
    "sftp_port",
    Holds::Integer,
    "SFTP: port of the server. Left empty, 22.",
)
.advanced();
pub(super) const SFTP_USERNAME: Field = Field::text("sftp_username", "SFTP: name of the user.");
pub(super) const SFTP_PASSWORD: Field = Field::text(
    "sftp_password",
    "SFTP: password, where no private key is used.",
)
.secret();
pub(super) const SFTP_PRIVATE_KEY: Field = Field::text(
    "sftp_private_key",
    "SFTP: private key, where no password is used.",
)
.secret();
pub(super) const SFTP_PRIVATE_KEY_PASSPHRASE: Field = Field::text(
    "sftp_private_key_passphrase",
    "SFTP: passphrase of the private key.",
)
.secret()
.advanced();
pub(super) const SFTP_REMOTE_PATH: Field =
    Field::text("sftp_remote_path", "SFTP: path on the server.");
pub(super) const SFTP_HOST_KEY: Field =
    Field::text("sftp_host_key", "SFTP: the key the server must show.").advanced();
