//! Storages need their address and key.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "storage-fields",
    doc: "A transfer to or from a storage lacks what that storage needs.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let uploads = context
        .of_kind("file_upload")
        .map(|item| (item, "storage_type", "s3"));
    let downloads = context
        .of_kind("file_download")
        .map(|item| (item, "download_target", "website"));
    for (item, field, default) in uploads.chain(downloads) {
        let storage = Some(item.text(field))
            .filter(|it| !it.is_empty())
            .unwrap_or(default);
        let needed: &[&str] = match storage {
            "s3" => &["s3_bucket", "aws_access_key_id", "aws_secret_access_key"],
            "azure" => &[
                "azure_storage_account_name",
                "azure_storage_account_key",
                "azure_blob_container_name",
            ],
            "google_drive" => &["google_credential_id"],
            "sftp" => &["sftp_host", "sftp_username"],
            _ => &[],
        };
        for name in needed.iter().filter(|name| item.is_blank(name)) {
            report.warning(
                context.at(item).field(name),
                format!("`{name}` is needed for this storage"),
            );
        }
        if storage == "sftp" && item.is_blank("sftp_password") && item.is_blank("sftp_private_key")
        {
            report.warning(
                context.at(item).field("sftp_password"),
                "SFTP needs `sftp_password` or `sftp_private_key`",
            );
        }
        let account = item.text("azure_storage_account_name");
        let is_name = (3..=24).contains(&account.len())
            && account
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if storage == "azure"
            && !account.is_empty()
            && !account.contains("{{")
            && !is_name
            && context.reading.parameter(account).is_none()
        {
            report.warning(
                context.at(item).field("azure_storage_account_name"),
                "A storage account of Azure has 3 to 24 small letters and digits",
            );
        }
    }
}
